"""Word files as Word writes them, as small as can be: parts of a ZIP file.

Source  ECMA-376 parts 1 and 2
"""

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>
<Default Extension="jpg" ContentType="image/jpeg"/><Default Extension="emf" ContentType="image/x-emf"/></Types>"""
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("Title", "heading 1", "Quote", "Normal", "List Paragraph")
)
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{number}">'
    + "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{kind}"/></w:lvl>' for level in range(3))
    + f'</w:abstractNum><w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    for number, kind in ((1, "bullet"), (2, "decimal"))
)


def run(words: str, style: str = "") -> str:
    """Words; style: what stands in their properties, as <w:b/>."""
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", item: tuple[int, int] | None = None) -> str:
    """Runs, or plain words; item: the list (1 dots, 2 numbers) and the level that it is an item of."""
    said = "".join(one if one.startswith("<") else run(one) for one in runs)
    listed = f'<w:numPr><w:ilvl w:val="{item[1]}"/><w:numId w:val="{item[0]}"/></w:numPr>' if item else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{said}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def picture(name: str, alt: str = "") -> str:
    """A run with a picture of docx(pictures=…)."""
    blip = f'<pic:pic><pic:blipFill><a:blip r:embed="{name}"/></pic:blipFill></pic:pic>'
    graphic = f"<a:graphic><a:graphicData>{blip}</a:graphicData></a:graphic>"
    return _drawn(f'<wp:docPr id="1" name="{name}" descr="{alt}"/>{graphic}')


def _drawn(inner: str) -> str:
    return f"<w:r><w:drawing><wp:inline>{inner}</wp:inline></w:drawing></w:r>"


def docx(
    *body: str, pictures: dict[str, bytes] | None = None, notes: str = "", comments: str = "", **more: str
) -> bytes:
    """The file's bytes.

    pictures    by file name, which is the name of their relation too
    notes       the words of footnote 1; comments: those of comment 0
    more        further parts below word/, an underscore for the dot
    """
    files = pictures or {}
    related = "".join(f'<Relationship Id="{name}" Type="{OFFICE}/image" Target="media/{name}"/>' for name in files)
    related += f'<Relationship Id="web" Type="{OFFICE}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="d" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{related}</Relationships>',
        "word/document.xml": f"<w:document {W} {R} {DRAWING}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {W}>{NUMBERING}</w:numbering>",
    }
    if notes:
        parts["word/footnotes.xml"] = (
            f'<w:footnotes {W}><w:footnote w:id="1">{paragraph(notes)}</w:footnote></w:footnotes>'
        )
    if comments:
        said = f'<w:comment w:id="0" w:initials="AB">{paragraph(comments)}</w:comment>'
        parts["word/comments.xml"] = f"<w:comments {W}>{said}</w:comments>"
    parts |= {f"word/{name.replace('_', '.')}": text for name, text in more.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
        for name, data in files.items():
            package.writestr(f"word/media/{name}", data)
    return made.getvalue()


NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
COMMENT = '<w:r><w:commentReference w:id="0"/></w:r>'
DELETED = '<w:del w:id="7"><w:r><w:delText>badly </w:delText></w:r></w:del>'
INSERTED = f'<w:ins w:id="8">{run("seriously ")}</w:ins>'
CHART = _drawn('<a:graphic><a:graphicData><c:chart r:id="none"/></a:graphicData></a:graphic>')
FORMULA = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
LINK = f'<w:hyperlink r:id="web">{run("the minutes")}</w:hyperlink>'
