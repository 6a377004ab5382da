<?xml version="1.0" encoding="UTF-8"?>
<!-- Turns an HTML tree into its text in document order. Where a browser would break the line, a line opens with a
     mark: a noncharacter, which parser/markup.py names and takes out again. A line without a mark goes on with the
     one before. Patterns stay free of predicates: one predicate tried at every element costs more than all the rest. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="head|script|style|template"/>
  <xsl:template match="br|hr">&#10;&#xFDD0;</xsl:template>
  <xsl:template match="p|ul|ol|dl|table|blockquote|fieldset|figure">
    <xsl:text>&#10;&#xFDD1;</xsl:text><xsl:apply-templates/><xsl:text>&#10;&#xFDD1;</xsl:text>
  </xsl:template>
  <xsl:template match="h1|h2|h3|h4|h5|h6">
    <xsl:text>&#10;&#xFDD1;&#10;&#xFDD2;</xsl:text><xsl:apply-templates/><xsl:text>&#10;&#xFDD1;</xsl:text>
  </xsl:template>
  <xsl:template match="li">
    <xsl:text>&#10;&#xFDD3;</xsl:text><xsl:apply-templates/>
  </xsl:template>
  <xsl:template match="dt|dd|option">
    <xsl:text>&#10;&#xFDD7;</xsl:text><xsl:apply-templates/>
  </xsl:template>
  <xsl:template match="address|caption|legend|figcaption|summary">
    <xsl:text>&#10;&#xFDD7;</xsl:text><xsl:apply-templates/><xsl:text>&#10;&#xFDD7;</xsl:text>
  </xsl:template>
  <xsl:template match="td|th|section|article|main|header|form|center|details|body">
    <xsl:text>&#10;&#xFDD4;</xsl:text><xsl:apply-templates/><xsl:text>&#10;&#xFDD6;</xsl:text>
  </xsl:template>
  <xsl:template match="nav|footer|aside|dialog">
    <xsl:text>&#10;&#xFDD5;</xsl:text><xsl:apply-templates/><xsl:text>&#10;&#xFDD6;</xsl:text>
  </xsl:template>
  <xsl:template match="div">
    <xsl:choose>
      <xsl:when test="@role='navigation' or @role='contentinfo' or @role='search' or @role='dialog'">
        <xsl:text>&#10;&#xFDD5;</xsl:text>
      </xsl:when>
      <xsl:otherwise><xsl:text>&#10;&#xFDD4;</xsl:text></xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates/>
    <xsl:text>&#10;&#xFDD6;</xsl:text>
  </xsl:template>
  <xsl:template match="pre">
    <xsl:text>&#10;&#xFDD8;</xsl:text><xsl:apply-templates/><xsl:text>&#10;&#xFDD1;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
