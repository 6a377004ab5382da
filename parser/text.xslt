<?xml version="1.0" encoding="UTF-8"?>
<!-- Turns an HTML tree into its text in document order, one block a line. Structure is told by a mark at the start
     of a line: a noncharacter, which parser/markup.py names and takes out again. Patterns stay free of predicates:
     one predicate tried at every element costs more than all the rest. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="head|script|style|template"/>
  <xsl:template match="br|hr">&#10;&#xFDD0;</xsl:template>
  <xsl:template match="p|ul|ol|dl|table|blockquote|pre|fieldset|figure">
    <xsl:text>&#10;&#xFDD1;</xsl:text><xsl:apply-templates/><xsl:text>&#10;&#xFDD1;</xsl:text>
  </xsl:template>
  <xsl:template match="h1|h2|h3|h4|h5|h6">
    <xsl:text>&#10;&#xFDD1;&#10;&#xFDD2;</xsl:text><xsl:apply-templates/><xsl:text>&#10;&#xFDD1;</xsl:text>
  </xsl:template>
  <xsl:template match="li">
    <xsl:text>&#10;&#xFDD3;</xsl:text><xsl:apply-templates/><xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="tr|dt|dd|option|address|caption|legend|figcaption|summary">
    <xsl:text>&#10;</xsl:text><xsl:apply-templates/><xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="td|th">
    <xsl:choose>
      <xsl:when test="p|div|table|ul|dl|h1|h2|h3">
        <xsl:text>&#10;&#xFDD4;</xsl:text><xsl:apply-templates/><xsl:text>&#10;&#xFDD6;</xsl:text>
      </xsl:when>
      <xsl:otherwise><xsl:text>&#9;</xsl:text><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="div|section|article|main|header|form|center|details|body">
    <xsl:choose>
      <xsl:when test="@role='navigation' or @role='contentinfo' or @role='search' or @role='dialog'">
        <xsl:text>&#10;&#xFDD5;</xsl:text>
      </xsl:when>
      <xsl:otherwise><xsl:text>&#10;&#xFDD4;</xsl:text></xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates/>
    <xsl:text>&#10;&#xFDD6;</xsl:text>
  </xsl:template>
  <xsl:template match="nav|footer|aside|dialog">
    <xsl:text>&#10;&#xFDD5;</xsl:text><xsl:apply-templates/><xsl:text>&#10;&#xFDD6;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
