"""Shared colours and small helpers for the newsroom's own drawings.

Every script in this folder writes plain SVG beside itself. To make the
pictures, rasterise the SVG at its own size with Source Serif 4 and Source
Sans 3 installed. No text in a drawing is set below 34 units, so that it
can still be read on a telephone.
"""

from pathlib import Path

HERE = Path(__file__).parent
INK, PAPER, TEAL, DEEP = "#15252c", "#f7f3ea", "#0b5d66", "#0b2f38"
RUST, SAND, MIST, STONE = "#b8452a", "#e3c48d", "#c9dcda", "#8a8f8c"
SERIF = "font-family=\"'Source Serif 4', serif\""
SANS = "font-family=\"'Source Sans 3', sans-serif\""


def save(name, width, height, body, background=PAPER, defs=""):
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">\n<defs>{defs}</defs>\n'
        f'<rect width="{width}" height="{height}" fill="{background}"/>\n{body}\n</svg>\n'
    )
    (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")


def text(x, y, s, size=40, fill=INK, family=SANS, weight=400, anchor="start", extra=""):
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" fill="{fill}" {family} '
        f'font-weight="{weight}" text-anchor="{anchor}" {extra}>{s}</text>'
    )


def smooth(points, closed=False):
    """A Catmull-Rom spline through the points, as SVG path data."""
    p = list(points)
    n = len(p)
    out = [f"M{p[0][0]:.1f},{p[0][1]:.1f}"]
    for i in range(n if closed else n - 1):
        p0 = p[(i - 1) % n] if closed or i else p[0]
        p1, p2 = p[i], p[(i + 1) % n]
        p3 = p[(i + 2) % n] if closed or i + 2 < n else p2
        c1 = (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
        c2 = (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
        out.append(f"C{c1[0]:.1f},{c1[1]:.1f} {c2[0]:.1f},{c2[1]:.1f} {p2[0]:.1f},{p2[1]:.1f}")
    return "".join(out) + ("Z" if closed else "")
