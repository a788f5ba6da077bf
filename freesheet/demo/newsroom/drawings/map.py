"""The locator map: Halvern and the lower Wend, in English and Ukrainian.

160 units are one kilometre; north is at the top.
"""

import math
import random

from common import INK, PAPER, RUST, SANS, SERIF, TEAL, save, smooth, text

W, H = 1600, 1200
LAND, WATER, BLOCK, ROAD = "#f1ebdd", "#c3dadb", "#cfc5b0", "#b9ae98"

# centre line of the Wend from the Sound (west) to above Sallow, with half widths
RIVER = [(-60, 905, 330), (60, 890, 250), (170, 860, 160), (260, 822, 78), (360, 785, 48), (470, 748, 36),
         (600, 700, 22), (720, 642, 18), (830, 612, 17), (940, 622, 17), (1050, 606, 16), (1150, 540, 15),
         (1230, 470, 14), (1330, 418, 13), (1430, 366, 12), (1520, 290, 11), (1640, 236, 10)]


def banks():
    up, down = [], []
    for i, (x, y, w) in enumerate(RIVER):
        x0, y0, _ = RIVER[max(0, i - 1)]
        x1, y1, _ = RIVER[min(len(RIVER) - 1, i + 1)]
        d = math.hypot(x1 - x0, y1 - y0)
        nx, ny = (y1 - y0) / d, -(x1 - x0) / d
        up.append((x + nx * w, y + ny * w))
        down.append((x - nx * w, y - ny * w))
    return up, down


def near_river(x, y, margin):
    for (x0, y0, w0), (x1, y1, w1) in zip(RIVER, RIVER[1:]):
        for k in range(12):
            t = k / 12
            if math.hypot(x - x0 - t * (x1 - x0), y - y0 - t * (y1 - y0)) < w0 + t * (w1 - w0) + margin:
                return True
    return False


def blocks(cx, cy, rx, ry, angle, rng):
    out = []
    a = math.radians(angle)
    for i in range(-24, 25):
        for j in range(-24, 25):
            u, v = i * 19, j * 15
            x = cx + u * math.cos(a) - v * math.sin(a)
            y = cy + u * math.sin(a) + v * math.cos(a)
            far = ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2
            if far > 1 or rng.random() < 0.10 + 0.55 * far * far or near_river(x, y, 17):
                continue
            w, h = rng.uniform(10, 15), rng.uniform(8, 11.5)
            c, s = math.cos(a), math.sin(a)
            out.append(f"M{x - (w * c - h * s) / 2:.0f},{y - (w * s + h * c) / 2:.0f}l{w * c:.0f},{w * s:.0f}l{-h * s:.0f},{h * c:.0f}l{-w * c:.0f},{-w * s:.0f}z")
    return out


WORDS = {
    "en": dict(sound="Halvern Sound", river="River Wend", town="HALVERN", old="Old Town", rope="Ropewalk",
               bridge="Lantern Bridge", ferry="Ferry", tea="Tea Quay", coal="Coal Quay", wall="Long Wall",
               upper="Upper Crossing", mill="Sallow Mill", detour=["Detour by road:", "12.4 km, 19 minutes"], km="1 km"),
    "uk": dict(sound="Галвернська затока", river="річка Венд", town="ГАЛВЕРН", old="Старе місто", rope="Канатний Ряд",
               bridge="Ліхтарний міст", ferry="Пором", tea="Чайна набережна", coal="Вугільна набережна", wall="Довгий Мур",
               upper="Верхній міст", mill="Вербовий Млин", detour=["Об’їзд:", "12,4 км, 19 хвилин"], km="1 км"),
}


def draw(lang):
    t = WORDS[lang]
    rng = random.Random(7)
    up, down = banks()
    out = [f'<rect width="{W}" height="{H}" fill="{LAND}"/>']
    # the open Sound
    coast = [(-40, 250), (60, 330), (105, 430), (92, 540), (150, 640), (230, 742), (300, 800), (250, 850), (228, 905),
             (260, 990), (200, 1080), (170, 1250), (-40, 1250)]
    out.append(f'<path d="{smooth(coast)}Z" fill="{WATER}"/>')
    out.append(f'<path d="{smooth(up)}L{down[-1][0]:.0f},{down[-1][1]:.0f}{smooth(down[::-1]).replace("M", "L", 1)}Z" fill="{WATER}"/>')
    out.append(f'<path fill="{BLOCK}" d="' + "".join(
        blocks(500, 560, 330, 170, -24, rng) + blocks(640, 850, 250, 120, -20, rng) + blocks(1452, 470, 90, 55, -30, rng)
    ) + '"/>')
    roads = ['M560,-20C600,200 560,420 648,652', 'M660,690C720,860 700,1000 780,1240', 'M648,652C440,600 350,400 330,-20']
    north = "M648,652C760,520 980,470 1130,420C1240,384 1330,330 1398,332"
    south = "M660,690C800,700 960,720 1090,670C1220,615 1300,500 1424,402"
    for d in roads + [north, south]:
        out.append(f'<path d="{d}" fill="none" stroke="{PAPER}" stroke-width="13"/><path d="{d}" fill="none" stroke="{ROAD}" stroke-width="6"/>')
    # the detour
    for d in (north, south):
        out.append(f'<path d="{d}" fill="none" stroke="{RUST}" stroke-width="8" stroke-dasharray="2 19" stroke-linecap="round"/>')
    out.append(f'<path d="M1398,332L1424,402" stroke="{RUST}" stroke-width="12"/>')
    # bridge, ferry, wall
    out.append(f'<path d="M645,646L664,694" stroke="{INK}" stroke-width="16"/>')
    out.append(f'<path d="M462,706L490,788" stroke="{TEAL}" stroke-width="6" stroke-dasharray="10 9"/>')
    wall = [(30, 305), (70, 345), (105, 430), (92, 540), (150, 640), (232, 742)]
    out.append(f'<path d="{smooth(wall)}" fill="none" stroke="{INK}" stroke-width="10"/>')
    halo = f'paint-order="stroke" stroke="{LAND}" stroke-width="12" stroke-linejoin="round"'
    whalo = f'paint-order="stroke" stroke="{WATER}" stroke-width="10" stroke-linejoin="round"'
    water = f'font-style="italic" {SERIF}'

    def dot(x, y):
        out.append(f'<circle cx="{x}" cy="{y}" r="10" fill="{PAPER}" stroke="{INK}" stroke-width="5"/>')

    dot(340, 738); dot(462, 706); dot(490, 788); dot(1490, 304)
    long = lang == "uk"
    for i, word in enumerate(t["sound"].split()):
        out.append(text(46 if not long else 24, 1008 + 56 * i, word, 50 if not long else 38, "#3f7077", water))
    out.append(text(985, 574, t["river"], 44, "#3f7077", water, anchor="middle", extra=halo))
    out.append(text(500, 470, t["town"], 66, INK, SANS, 700, "middle", f'letter-spacing="8" {halo}'))
    out.append(text(490, 530, t["old"], 40, INK, SANS, 400, "middle", halo))
    out.append(text(600, 920, t["rope"], 40, INK, SANS, 400, "middle", halo))
    out.append(text(684, 772, t["bridge"], 46, INK, SANS, 700, "start", halo))
    out.append(f'<path d="M690,734L668,700" stroke="{INK}" stroke-width="4"/>')
    out.append(text(442, 668, t["coal"], 38, INK, SANS, 400, "middle", halo))
    out.append(text(318 if not long else 292, 808, t["tea"], 38, INK, SANS, 400, "middle", whalo))
    out.append(text(512, 818, t["ferry"], 40, TEAL, SANS, 700, "start", halo))
    out.append(text(118, 372, t["wall"], 40, INK, SANS, 600, "start", halo))
    out.append(text(1374, 310, t["upper"], 46, INK, SANS, 700, "end", halo))
    out.append(text(1576, 262, t["mill"], 38, INK, SANS, 400, "end", halo))
    for i, line in enumerate(t["detour"]):
        out.append(text(1160, 740 + i * 50, line, 42, RUST, SANS, 700 if i == 0 else 400, "start", halo))
    out.append(f'<path d="M1130,1130h160" stroke="{INK}" stroke-width="5"/><path d="M1130,1118v24M1290,1118v24" stroke="{INK}" stroke-width="5"/>')
    out.append(text(1210, 1104, t["km"], 38, INK, SANS, 400, "middle"))
    out.append(f'<path d="M1480,1140V1040" stroke="{INK}" stroke-width="5"/><path d="M1480,1022l-16,34h32z" fill="{INK}"/>')
    out.append(text(1480, 1006, "N" if not long else "Пн", 38, INK, SANS, 700, "middle"))
    save(f"map-halvern-{lang}", W, H, "\n".join(out), LAND)


draw("en")
draw("uk")
