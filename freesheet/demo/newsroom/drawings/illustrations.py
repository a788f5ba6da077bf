"""Three editorial illustrations by the paper's (invented) illustrator."""

import math
import random

from common import INK, RUST, SAND, save, smooth

W, H = 1800, 1200


def gull_sheet():
    """A contact sheet: eleven identical frames, the gull ringed in each."""
    rng = random.Random(11)
    fw, fh, gx, gy = 384, 256, 36, 112
    left, top = (W - 4 * fw - 3 * gx) / 2, 110
    scene = f"""<symbol id="f" viewBox="0 0 384 256">
<rect width="384" height="256" fill="#d9d8d2"/>
<rect y="120" width="384" height="136" fill="#b9b9b2"/>
<path d="M0,128C60,116 120,132 190,124S320,118 384,126V150H0Z" fill="#a3a49e"/>
<path d="M0,176C80,160 150,186 230,172S340,170 384,178V256H0Z" fill="#8d8e88"/>
<path d="M40,214C110,198 160,222 220,206M200,190C250,182 300,196 350,188" fill="none" stroke="#a9aaa4" stroke-width="5"/>
<path d="M-10,60C120,112 260,70 400,-34" fill="none" stroke="#3a3d3e" stroke-width="15"/>
<path d="M-10,56C120,108 260,66 400,-38" fill="none" stroke="#777a79" stroke-width="3"/>
<path d="M62,84V256M178,82V256M294,34V256" stroke="#3a3d3e" stroke-width="6"/>
<path d="M0,196H384" stroke="#2c2f30" stroke-width="12"/><path d="M0,230H384" stroke="#2c2f30" stroke-width="7"/>
<path d="M20,196v60M122,196v60M236,196v60M344,196v60" stroke="#2c2f30" stroke-width="7"/>
<g><path d="M232,192v-15M244,192v-15" stroke="#4a4744" stroke-width="3.5"/>
<path d="M192,163C204,150 226,145 240,145C250,145 252,138 256,132C261,124 275,124 278,134C280,142 274,150 269,158C262,172 246,180 228,178C214,176 204,170 192,163Z" fill="#fbfaf6"/>
<path d="M180,163C200,148 228,148 252,156C236,168 212,172 180,163Z" fill="#6d7274"/>
<path d="M174,163C184,158 196,157 206,158C198,166 186,167 174,163Z" fill="#26292a"/>
<path d="M278,133l15,5l-15,4z" fill="#8a7f62"/><circle cx="269" cy="133" r="2.8" fill="#1c1e1f"/></g>
</symbol>"""
    out = []
    for row in range(3):
        y = top + row * (fh + gy)
        out.append(f'<rect x="0" y="{y - 50:.0f}" width="{W}" height="{fh + 100}" fill="#101213"/>')
        holes = "".join(
            f'<rect x="{x}" y="{yy:.0f}" width="22" height="15" rx="4"/>'
            for x in range(18, W, 46) for yy in (y - 40, y + fh + 25)
        )
        out.append(f'<g fill="#2b2e30">{holes}</g>')
        for col in range(4):
            n = row * 4 + col
            x = left + col * (fw + gx)
            if n == 11:
                out.append(f'<rect x="{x:.0f}" y="{y:.0f}" width="{fw}" height="{fh}" fill="#1b1e20"/>')
                continue
            out.append(f'<use href="#f" x="{x:.0f}" y="{y:.0f}" width="{fw}" height="{fh}"/>')
            cx, cy = x + 235, y + 156
            pts = []
            for k in range(13):
                a = -2.2 + k * 2 * math.pi / 10.6
                r = 1 + rng.uniform(-0.06, 0.06) + k * 0.006
                pts.append((cx + 82 * r * math.cos(a), cy + 58 * r * math.sin(a)))
            out.append(f'<path d="{smooth(pts)}" fill="none" stroke="#d9532f" stroke-width="7" stroke-linecap="round" opacity=".93"/>')
    # the grease pencil's own comment on the empty twelfth frame
    x, y = left + 3 * (fw + gx), top + 2 * (fh + gy)
    q = smooth([(x + 152, y + 92), (x + 168, y + 58), (x + 206, y + 52), (x + 230, y + 82), (x + 214, y + 116), (x + 190, y + 138), (x + 188, y + 172)])
    out.append(f'<path d="{q}" fill="none" stroke="#d9532f" stroke-width="12" stroke-linecap="round"/><circle cx="{x + 187:.0f}" cy="{y + 206:.0f}" r="9" fill="#d9532f"/>')
    save("illustration-gull", W, H, "\n".join(out), "#191c1e", scene)


def lamps(points, r, fill="#ffe3a3", glow="#ffd27a"):
    return "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{r * 2.6:.0f}" fill="{glow}" opacity=".25"/><circle cx="{x:.0f}" cy="{y:.0f}" r="{r}" fill="{fill}"/>'
        for x, y in points
    )


def bridge(y, stone, cable, x1=430, x2=1330, hgt=300, k=1.0):
    """A suspension bridge with two towers, deck at height y."""
    top = y - hgt
    out = [f'<rect x="-20" y="{y}" width="1840" height="{16 * k:.0f}" fill="{stone}"/>']
    sag = lambda x: top + 16 + (hgt - 60) * (1 - ((x - (x1 + x2) / 2) / ((x2 - x1) / 2)) ** 2)
    mid = [(x, sag(x)) for x in range(x1, x2 + 1, 45)]
    side_l = [(-20 + i * (x1 + 20) / 8, y - 20 - (hgt - 36) * (i / 8) ** 1.6) for i in range(9)]
    side_r = [(1820 - i * (1820 - x2) / 8, y - 20 - (hgt - 36) * (i / 8) ** 1.6) for i in range(9)]
    for pts in (side_l, mid, side_r):
        out.append(f'<path d="{smooth(pts)}" fill="none" stroke="{cable}" stroke-width="{8 * k:.0f}"/>')
        out.append(f'<path d="' + "".join(f"M{x:.0f},{yy:.0f}V{y}" for x, yy in pts if min(abs(x - x1), abs(x - x2)) > 66) + f'" stroke="{cable}" stroke-width="{3 * k:.0f}"/>')
    for x in (x1, x2):
        w = 62 * k
        out.append(
            f'<path d="M{x - w:.0f},{y + 150}V{top}h{w * 2:.0f}V{y + 150}ZM{x - w * .45:.0f},{y}v{-hgt * .52:.0f}a{w * .45:.0f},{w * .5:.0f} 0 0 1 {w * .9:.0f},0V{y}Z" fill="{stone}" fill-rule="evenodd"/>'
            f'<rect x="{x - w - 10:.0f}" y="{top - 14}" width="{w * 2 + 20:.0f}" height="22" fill="{stone}"/>'
        )
        for dx in (-w * .7, w * .7):
            out.append(f'<rect x="{x + dx - 7:.0f}" y="{top - 52}" width="14" height="40" fill="{stone}"/>')
            out.append(lamps([(x + dx, top - 62)], 13 * k))
    out.append(lamps(mid[2:-2:2], 7 * k))
    out.append(lamps([p for p in side_l[1:-2:2] + side_r[1:-2:2]], 7 * k))
    return "\n".join(out)


def ferry():
    """The ferry whose wake is a power cord."""
    sky = '<linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#1f5a66"/><stop offset=".55" stop-color="#7fb0a6"/><stop offset="1" stop-color="#f2cf98"/></linearGradient>'
    out = ['<rect width="1800" height="640" fill="url(#s)"/>', '<circle cx="1090" cy="250" r="96" fill="#f8ecd0"/>']
    out.append('<path d="M0,560C200,520 360,566 560,540S900,570 1100,548S1500,520 1800,560V640H0Z" fill="#2a6468"/>')
    out.append(bridge(520, "#17434d", "#17434d"))
    out.append('<rect y="620" width="1800" height="580" fill="#0e3a45"/>')
    out.append('<g fill="#1b515b"><path d="M0,668H520l-60,14H0zM700,660h700l-90,14H660zM1500,676h300v14h-350zM120,760h430l-70,15H60zM1180,742h470l-60,15h-460zM0,900h280l-60,18H0zM1420,880h380v18h-460z"/></g>')
    out.append('<g fill="#f2cf98" opacity=".55"><path d="M1030,650h120l-16,10h-92zM1046,684h96l-14,9h-72zM1060,716h66l-10,8h-46zM380,644h96l-14,10h-70zM1284,644h96l-14,10h-70z"/></g>')
    # wake that is a cord, to the post on the quay
    cord = [(520, 862), (400, 886), (270, 930), (300, 1010), (520, 1030), (760, 985), (930, 1000), (980, 1076), (1120, 1110), (1290, 1060), (1392, 985)]
    out.append(f'<path d="{smooth(cord)}" fill="none" stroke="#f7f3ea" stroke-width="20" stroke-linecap="round"/>')
    out.append('<g fill="none" stroke="#f7f3ea" stroke-width="7" stroke-linecap="round" opacity=".55"><path d="M500,884C410,908 340,928 318,950M470,846C380,856 300,880 250,912"/></g>')
    # quay with the charging post
    out.append('<path d="M1330,1030H1800V1200H1270Z" fill="#0a2129"/><path d="M1330,1030H1800v26H1321Z" fill="#3a5a5c"/>')
    out.append('<rect x="1480" y="800" width="150" height="232" rx="14" fill="#b8452a"/><rect x="1480" y="800" width="150" height="48" rx="14" fill="#cf5a38"/><rect x="1512" y="868" width="86" height="70" rx="10" fill="#f7f3ea"/><circle cx="1538" cy="903" r="8" fill="#15252c"/><circle cx="1572" cy="903" r="8" fill="#15252c"/>')
    out.append('<g transform="rotate(-34 1418 966)"><rect x="1372" y="936" width="76" height="58" rx="12" fill="#f7f3ea"/><rect x="1448" y="944" width="34" height="10" rx="3" fill="#d8c9a4"/><rect x="1448" y="976" width="34" height="10" rx="3" fill="#d8c9a4"/></g>')
    # the boat
    out.append("""<path d="M430,770H1190L1130,880H500Z" fill="#f7f3ea"/><path d="M447,800H1174l-14,26H460Z" fill="#b8452a"/>
<path d="M470,870H1150L1130,884H490Z" fill="#0a2a33"/>
<path d="M430,770l-34,-40h14l48,32zM1190,770l34,-40h-14l-48,32z" fill="#d8cdb4"/>
<rect x="520" y="734" width="600" height="36" fill="#d8cdb4"/>
<path d="M520,734v-8h600v8z" fill="#15252c"/>
<g fill="#0e3a45"><rect x="556" y="744" width="44" height="16"/><rect x="1040" y="744" width="44" height="16"/></g>
<rect x="700" y="640" width="240" height="94" fill="#f7f3ea"/><rect x="684" y="628" width="272" height="16" fill="#15252c"/>
<g fill="#ffdf9a"><rect x="716" y="658" width="56" height="44"/><rect x="792" y="658" width="56" height="44"/><rect x="868" y="658" width="56" height="44"/></g>
<path d="M812,658h18v44h-18z" fill="#15252c"/><circle cx="821" cy="668" r="12" fill="#15252c"/>
<path d="M820,628v-70" stroke="#15252c" stroke-width="8"/><path d="M820,566l64,18l-64,20z" fill="#b8452a"/>
<g><path d="M572,734v-22q4,-24 30,-26h42q22,2 34,28l2,20z" fill="#2f7d86"/><path d="M600,710l10,-16h26l12,16z" fill="#c9dcda"/>
<path d="M968,734v-20l14,-4l18,-26h54l22,26l14,4v20z" fill="#e3c48d"/><path d="M994,708l12,-16h18v16zM1030,708v-16h18l12,16z" fill="#c9dcda"/></g>""")
    out.append(lamps([(560, 716), (1100, 716)], 6))
    save("illustration-ferry", W, H, "\n".join(out), "#0e3a45", sky)


def captain():
    """The captain at the controls, the Lantern Bridge ahead."""
    sky = '<linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#123f4c"/><stop offset=".5" stop-color="#5d8f93"/><stop offset="1" stop-color="#f0c48c"/></linearGradient>'
    out = ['<rect width="1800" height="640" fill="url(#s)"/><path d="M0,566C300,540 500,580 800,556S1400,570 1800,548V640H0Z" fill="#235760"/>']
    out.append(bridge(540, "#143c47", "#143c47", 380, 1420, 330))
    out.append('<rect y="610" width="1800" height="340" fill="#114450"/>')
    out.append('<g fill="#1f5a64"><path d="M0,668h420l-50,12H0zM620,700h560l-70,13H560zM1350,660h450v12h-500zM200,760h360l-60,14H150zM1240,770h420l-60,14h-420z"/></g><g fill="#f0c48c" opacity=".5"><path d="M320,640h120l-16,10h-90zM1360,640h120l-16,10h-90zM780,640h250l-20,10H800zM820,676h170l-16,9H836z"/></g>')
    # wheelhouse: window posts, ceiling, console
    out.append('<path d="M0,0H1800V120C1200,84 600,84 0,120Z" fill="#0a2028"/><path d="M0,0H70L40,1200H0zM1800,0h-70l30,1200h40zM556,90h44l-14,800h-44zM1200,90h44l14,800h-44z" fill="#0a2028"/>')
    out.append('<path d="M0,860C500,800 1300,800 1800,860V1200H0Z" fill="#0d2a33"/><path d="M0,860C500,800 1300,800 1800,860V884C1300,824 500,824 0,884Z" fill="#1d4a54"/>')
    dials = "".join(f'<circle cx="{x}" cy="{y}" r="48" fill="#081a20" stroke="#2c6570" stroke-width="8"/><path d="M{x},{y}L{x + dx},{y + dy}" stroke="#ffdf9a" stroke-width="7" stroke-linecap="round"/>' for x, y, dx, dy in ((250, 960, 20, -26), (390, 946, -24, -20), (1420, 946, 28, -14), (1560, 960, -8, -30)))
    out.append(dials)
    out.append('<g fill="#b8452a"><circle cx="220" cy="1064" r="15"/></g><g fill="#7fb0a6"><circle cx="276" cy="1060" r="15"/><circle cx="332" cy="1056" r="15"/></g>')
    # the captain, seen from behind
    braid = ""
    for i in range(7):
        y, r = 770 + i * 46, 46 - i * 3
        for side in (-1, 1) if i % 2 else (1, -1):
            braid += f'<ellipse cx="{900 + side * 17}" cy="{y + (10 if side > 0 else 26)}" rx="{r * .72:.0f}" ry="{r:.0f}" transform="rotate({side * 32} {900 + side * 17} {y + 18})" fill="{"#8a5632" if side > 0 else "#7a4a2b"}" stroke="#6f4226" stroke-width="4"/>'
    braid += '<rect x="880" y="1086" width="40" height="22" rx="8" fill="#e3c48d"/><path d="M882,1108C876,1140 886,1170 900,1186C914,1170 924,1140 918,1108Z" fill="#8a5632"/>'
    out.append("""<path d="M560,1200C566,1010 604,918 742,872C800,852 830,846 838,800H962C970,846 1000,852 1058,872C1196,918 1234,1010 1240,1200Z" fill="#15313b"/>
<path d="M742,872C800,852 830,846 838,800H962C970,846 1000,852 1058,872C1000,916 800,916 742,872Z" fill="#b8452a"/>
<path d="M742,872C820,914 980,914 1058,872L1066,900C980,946 820,946 734,900Z" fill="#cf5a38"/>
<path d="M850,740H950V822C930,846 870,846 850,822Z" fill="#d9a37f"/>
<path d="M772,640C766,520 830,470 900,470S1034,520 1028,640C1026,700 1000,748 962,770C930,786 870,786 838,770C800,748 774,700 772,640Z" fill="#8a5632"/>
<path d="M900,590C892,650 888,700 890,760M852,600C846,650 850,700 866,752M948,600C954,650 950,700 934,752M808,612C808,660 820,706 842,738M992,612C992,660 980,706 958,738" fill="none" stroke="#6f4226" stroke-width="6" stroke-linecap="round"/>
<path d="M752,560C740,440 820,400 900,400S1060,440 1048,560C960,530 840,530 752,560Z" fill="#0a1f27"/>
<path d="M746,566C840,528 960,528 1054,566L1050,600C960,566 840,566 750,600Z" fill="#e3c48d"/>
<path d="M594,1010C620,960 640,930 690,900L640,1200H560Z" fill="#0f2730"/><path d="M1206,1010C1180,960 1160,930 1110,900L1160,1200H1240Z" fill="#0f2730"/>""")
    out.append(braid)
    # cat on the console, looking the same way
    out.append("""<g fill="#081a20"><path d="M1270,868C1250,800 1290,760 1302,720C1298,690 1300,664 1306,640L1330,664Q1346,658 1362,664L1386,640C1394,668 1394,694 1388,720C1404,760 1440,800 1418,866C1380,880 1310,880 1270,868Z"/></g><path d="M1414,856C1470,866 1494,836 1484,800" fill="none" stroke="#081a20" stroke-width="22" stroke-linecap="round"/>""")
    # thermos
    out.append('<path d="M420,838v-96q0,-16 16,-16h36q16,0 16,16v92z" fill="#7fb0a6"/><rect x="426" y="692" width="56" height="40" rx="8" fill="#e3c48d"/>')
    save("illustration-captain", W, H, "\n".join(out), "#0d2a33", sky)


gull_sheet()
ferry()
captain()
