<?xml version="1.0" encoding="UTF-8"?>
<!-- Turns an HTML tree into its text in document order: one line per block, empty lines around paragraphs.
     The page's own line ends and tabs are removed beforehand, so here they are marks: a tab opens a list item, and a
     noncharacter, named and removed again in parser/text/markup.py, marks any other kind of line, or where a block
     opens or closes. No pattern has a predicate that is tried at every element: it would cost more than the rest. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="head|script|style|template|svg"/>
  <xsl:template match="br|hr">&#10;&#xFDD3;</xsl:template>
  <!-- Two inline elements with nothing between them are two words: a label and its value. -->
  <xsl:template match="span|strong|b|em|i|label|dfn">
    <xsl:if test="preceding-sibling::node()[1][self::*]">&#32;</xsl:if>
    <xsl:apply-templates/>
  </xsl:template>
  <xsl:template match="p|ol|dl|table|blockquote|fieldset|figure">
    <xsl:text>&#10;&#10;</xsl:text><xsl:apply-templates/><xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>
  <!-- A list of links above the page's first heading is a menu, and its text one line. -->
  <xsl:template match="ul">
    <xsl:text>&#10;&#10;</xsl:text>
    <xsl:choose>
      <xsl:when test="li[1]/a and li[last()]/a and following::h1"><xsl:value-of select="."/></xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
    <xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="h1|h2|h3|h4|h5|h6">
    <xsl:text>&#10;&#10;&#xFDD4;</xsl:text><xsl:apply-templates/><xsl:text>&#10;&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="li">
    <xsl:text>&#10;&#9;</xsl:text><xsl:apply-templates/>
  </xsl:template>
  <xsl:template match="dt|dd|option|address|caption|legend|figcaption|summary">
    <xsl:text>&#10;&#xFDD5;</xsl:text><xsl:apply-templates/><xsl:text>&#10;&#xFDD5;</xsl:text>
  </xsl:template>
  <xsl:template match="div|td|th|section|article|main|header|form|center|details|body">
    <xsl:text>&#10;&#xFDD0;</xsl:text><xsl:apply-templates/><xsl:text>&#10;&#xFDD2;</xsl:text>
  </xsl:template>
  <xsl:template match="nav|footer|aside|dialog">
    <xsl:text>&#10;&#xFDD1;</xsl:text><xsl:apply-templates/><xsl:text>&#10;&#xFDD2;</xsl:text>
  </xsl:template>
  <xsl:template match="div[@role]" priority="1">
    <xsl:choose>
      <xsl:when test="@role='navigation' or @role='contentinfo' or @role='search' or @role='dialog'">
        <xsl:text>&#10;&#xFDD1;</xsl:text>
      </xsl:when>
      <xsl:otherwise><xsl:text>&#10;&#xFDD0;</xsl:text></xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates/>
    <xsl:text>&#10;&#xFDD2;</xsl:text>
  </xsl:template>
  <xsl:template match="pre">
    <xsl:text>&#10;&#10;&#xFDD6;</xsl:text><xsl:apply-templates/><xsl:text>&#10;&#xFDD7;&#10;&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
