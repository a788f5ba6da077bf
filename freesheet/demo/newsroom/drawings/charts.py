"""Three charts. The numbers are those printed in the stories."""

import random

from common import DEEP, INK, MIST, PAPER, RUST, SAND, SERIF, STONE, TEAL, save, text

W, H = 1600, 1200
GRID = "#ddd6c8"
QUIET = "#5b666a"
HALO = f'paint-order="stroke" stroke="{PAPER}" stroke-width="10" stroke-linejoin="round"'


def frame(title, subtitle, source, height=H):
    out = [f'<rect x="70" y="56" width="110" height="12" fill="{RUST}"/>']
    y = 138
    for line in title:
        out.append(text(70, y, line, 62, INK, SERIF, 650))
        y += 72
    y -= 10
    for line in subtitle:
        out.append(text(70, y, line, 40, QUIET))
        y += 50
    out.append(text(70, height - 48, source, 34, QUIET))
    return out


def tide():
    rng = random.Random(31)
    years = list(range(1950, 2026))
    # 2.0 mm a year up to 1995, 4.1 mm a year after, zero at 1986
    level = {y: (y - 1986) * 2.0 if y <= 1995 else 18 + (y - 1995) * 4.1 for y in years}
    shown = {y: v + rng.gauss(0, 9) for y, v in level.items()}
    x = lambda y: 70 + (y - 1950) / 75 * 1240
    yy = lambda v: 960 - (v + 90) / 270 * 620
    out = frame(
        ["The tide gauge has overtaken the wall"],
        ["Annual mean sea level at Coal Quay, millimetres above", "the level of 1986, when the Long Wall was finished"],
        "Source: Halvern Port Authority tide gauge. Chart: Ines Halloran",
    )
    for v in (-50, 0, 50, 100, 150):
        out.append(f'<line x1="70" x2="1310" y1="{yy(v):.0f}" y2="{yy(v):.0f}" stroke="{INK if v == 0 else GRID}" stroke-width="{3 if v == 0 else 2}"/>')
        out.append(text(70, yy(v) - 12, f"{'+' if v > 0 else '−' if v < 0 else ''}{abs(v)}", 36, QUIET))
    for y in (1950, 1970, 1990, 2010, 2025):
        out.append(text(x(y), 1025, y, 38, QUIET, anchor="start" if y == 1950 else "end" if y == 2025 else "middle"))
    for y, v in shown.items():
        out.append(f'<circle cx="{x(y):.1f}" cy="{yy(v):.1f}" r="7" fill="{TEAL}" fill-opacity=".42"/>')
    pts = " ".join(f"{x(y):.1f},{yy(level[y]):.1f}" for y in (1950, 1995, 2025))
    out.append(f'<polyline points="{pts}" fill="none" stroke="{TEAL}" stroke-width="9" stroke-linejoin="round"/>')
    out.append(
        f'<line x1="{x(1986):.0f}" y1="{yy(0):.0f}" x2="{x(2025):.0f}" y2="{yy(78):.0f}" stroke="{RUST}" stroke-width="7" stroke-dasharray="3 15" stroke-linecap="round"/>'
    )
    out.append(text(x(2025) + 18, yy(141) - 4, "Measured", 40, TEAL, weight=700))
    out.append(text(x(2025) + 18, yy(141) + 42, "+141 mm", 40, TEAL))
    out.append(text(x(2025) + 18, yy(78) - 4, "Allowed for", 40, RUST, weight=700))
    out.append(text(x(2025) + 18, yy(78) + 42, "+78 mm", 40, RUST))
    out.append(text(x(1951), yy(-20), "2.0 mm a year", 38, TEAL, weight=600))
    out.append(text(x(2004), yy(112), "4.1 mm a year", 38, TEAL, weight=600, anchor="end"))
    save("chart-tide", W, H, "\n".join(out))


TEA = [8.61, 9.24, 9.98, 10.72, 11.90, 12.90, 12.31, 11.80, 11.42, 10.66,
       10.21, 9.77, 9.31, 8.58, 7.15, 7.64, 8.02, 8.57, 8.99, 9.42]


def tea():
    out = frame(
        ["Past its peak, and rising again"],
        ["Tea landed at Tea Quay, thousand tonnes a year"],
        "Source: Halvern Port Authority. Chart: Ines Halloran",
    )
    base, top, left, step = 1010, 330, 150, 69.5
    yy = lambda v: base - v / 14 * (base - top)
    for v in (5, 10):
        out.append(f'<line x1="70" x2="1530" y1="{yy(v):.0f}" y2="{yy(v):.0f}" stroke="{GRID}" stroke-width="2"/>')
        out.append(text(70, yy(v) - 12, v, 36, QUIET))
    for i, v in enumerate(TEA):
        year = 2006 + i
        hot = year in (2011, 2020, 2025)
        out.append(f'<rect x="{left + i * step:.1f}" y="{yy(v):.1f}" width="50" height="{base - yy(v):.1f}" fill="{TEAL if hot else "#8fb5b4"}"/>')
        cx = left + i * step + 25
        if hot:
            out.append(text(cx, yy(v) - 18, f"{v:.2f}".rstrip("0"), 40, TEAL, weight=700, anchor="middle", extra=HALO))
        if year in (2006, 2011, 2015, 2020, 2025):
            out.append(text(cx, base + 52, year, 38, INK if hot else QUIET, anchor="middle"))
    out.append(f'<line x1="70" x2="1530" y1="{base}" y2="{base}" stroke="{INK}" stroke-width="3"/>')
    out.append(text(592, yy(13.4), "the peak, two years before", 38, QUIET))
    out.append(text(592, yy(13.4) + 44, "the river was last dredged", 38, QUIET))
    save("chart-tea", W, H, "\n".join(out))


def crossings():
    out = frame(
        ["Where will 14,200 vehicles go?"],
        ["Vehicles a day over the Lantern Bridge, and the room", "on the two other ways across"],
        "Sources: town traffic count, ferry timetable, town engineer. Chart: Ines Halloran",
        1067,
    )
    x0, full = 70, 1460
    k = full / 14200
    y1, y2, h = 400, 680, 150
    out.append(text(x0, y1 - 24, "Today", 42, INK, weight=700))
    out.append(f'<rect x="{x0}" y="{y1}" width="{full}" height="{h}" fill="{DEEP}"/>')
    out.append(text(x0 + 30, y1 + 94, "14,200", 60, PAPER, weight=700))
    out.append(text(x0 + 240, y1 + 92, "cross by the bridge", 42, MIST))
    out.append(text(x0, y2 - 24, "From next month", 42, INK, weight=700))
    x = x0
    for value, fill, ink, label in (
        (6500, TEAL, PAPER, "Upper Crossing"),
        (3060, "#7fb0ae", INK, "The ferry"),
        (4640, None, RUST, "Nowhere yet"),
    ):
        w = value * k
        if fill:
            out.append(f'<rect x="{x:.0f}" y="{y2}" width="{w - 5:.0f}" height="{h}" fill="{fill}"/>')
        else:
            out.append(f'<rect x="{x + 3:.0f}" y="{y2 + 3}" width="{w - 6:.0f}" height="{h - 6}" fill="none" stroke="{RUST}" stroke-width="6" stroke-dasharray="4 14" stroke-linecap="round"/>')
        out.append(text(x + 30, y2 + 94, f"{value:,}", 60, ink, weight=700))
        out.append(text(x + (2 if fill else 4), y2 + h + 56, label, 42, fill if fill == TEAL else INK if fill else RUST, weight=600))
        x += w
    save("chart-crossings", W, 1067, "\n".join(out))


tide()
tea()
crossings()
