"""Column portraits of the (invented) staff, drawn flat, 600 by 600."""

from common import INK, save

SIZE = 600


def face(skin, shade, *, wide=1.0, brow=INK, mouth="smile", lips="#9c4a3c", age=0, beard="", glasses="", blush=True):
    """A head around (300, 275). `shade` is a darker skin for nose and neck."""
    rx = 92 * wide
    out = [
        f'<path d="M258,350h84v78q-42,40 -84,0z" fill="{shade}"/>',
        f'<ellipse cx="{300 - rx:.0f}" cy="288" rx="17" ry="26" fill="{shade}"/><ellipse cx="{300 + rx:.0f}" cy="288" rx="17" ry="26" fill="{shade}"/>',
        f'<path d="M{300 - rx:.0f},250C{300 - rx:.0f},150 {300 + rx:.0f},150 {300 + rx:.0f},250C{300 + rx:.0f},330 {300 + rx * .62:.0f},396 300,396S{300 - rx:.0f},330 {300 - rx:.0f},250Z" fill="{skin}"/>',
        beard,
    ]
    if blush:
        out.append(f'<g fill="{shade}" opacity=".38"><circle cx="248" cy="318" r="19"/><circle cx="352" cy="318" r="19"/></g>')
    out.append(f'<path d="M300,268C296,288 288,304 292,311Q300,318 310,313" fill="none" stroke="{shade}" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/>')
    out.append(f'<g fill="{INK}"><ellipse cx="262" cy="272" rx="8" ry="9.5"/><ellipse cx="338" cy="272" rx="8" ry="9.5"/></g>')
    out.append(f'<path d="M242,246q20,-13 40,-2M318,244q20,-11 40,2" fill="none" stroke="{brow}" stroke-width="8" stroke-linecap="round"/>')
    shapes = {
        "smile": f'<path d="M268,344q32,26 64,0" fill="none" stroke="{lips}" stroke-width="8" stroke-linecap="round"/>',
        "open": f'<path d="M266,340h68q-6,34 -34,34t-34,-34z" fill="{lips}"/><path d="M272,340h56q-1,11 -4,11h-48q-3,0 -4,-11z" fill="#fff"/>',
        "calm": f'<path d="M274,350q26,10 52,-2" fill="none" stroke="{lips}" stroke-width="8" stroke-linecap="round"/>',
        "wry": f'<path d="M272,350q34,8 58,-14" fill="none" stroke="{lips}" stroke-width="8" stroke-linecap="round"/>',
    }
    out.append(shapes[mouth])
    if age:
        out.append(f'<path d="M240,336q-7,16 0,32M360,336q7,16 0,32M232,286q-8,4 -14,12M368,286q8,4 14,12" fill="none" stroke="{shade}" stroke-width="5" stroke-linecap="round"/>')
    out.append({
        "": "",
        "round": f'<g fill="#fff" fill-opacity=".22" stroke="{INK}" stroke-width="7"><circle cx="260" cy="274" r="33"/><circle cx="340" cy="274" r="33"/></g><path d="M293,270q7,-6 14,0M227,270l-18,-4M373,270l18,-4" fill="none" stroke="{INK}" stroke-width="7"/>',
        "square": f'<g fill="#fff" fill-opacity=".2" stroke="#7a2f22" stroke-width="8"><rect x="222" y="248" width="68" height="52" rx="12"/><rect x="310" y="248" width="68" height="52" rx="12"/></g><path d="M290,268h20M222,264l-14,-4M378,264l14,-4" fill="none" stroke="#7a2f22" stroke-width="8"/>',
        "half": f'<path d="M232,292q2,22 26,22t28,-22zM314,292q2,22 26,22t28,-22z" fill="#fff" fill-opacity=".3" stroke="#b8892f" stroke-width="6" stroke-linejoin="round"/><path d="M286,293q14,-7 28,0M232,292l-22,-14M368,292l22,-14" fill="none" stroke="#b8892f" stroke-width="6"/>',
    }[glasses])
    return "\n".join(out)


def shoulders(colour, top=""):
    return f'<path d="M60,600C64,500 116,456 226,430Q300,470 374,430C484,456 536,500 540,600Z" fill="{colour}"/>{top}'


COLLAR = '<path d="M226,430L258,404L300,470L342,404L374,430L346,510L300,470L254,510Z" fill="{0}"/>'

STAFF = {
    # slug: (background, behind the head, shoulders, face, in front)
    "agnes-thorburn-diallo": (
        "#c9dcda",
        '<circle cx="300" cy="212" r="118" fill="#8f9496"/><circle cx="216" cy="236" r="50" fill="#8f9496"/><circle cx="384" cy="236" r="50" fill="#8f9496"/>',
        shoulders("#15323b", '<path d="M214,424C250,470 350,470 386,424L402,470C350,516 250,516 198,470Z" fill="#b8452a"/><path d="M330,486l52,18l-18,96h-56z" fill="#a23a22"/>'),
        face("#7a4b33", "#5f3826", brow="#55504d", mouth="wry", lips="#4a2018", glasses="round", age=1, blush=False),
        '<path d="M204,246C204,168 250,146 300,146S396,168 396,246C384,206 350,188 300,188S216,206 204,246Z" fill="#8f9496"/>',
    ),
    "ilse-varga-penn": (
        "#f0d9b0",
        '<path d="M180,400C158,220 210,120 300,120S442,220 420,400C400,420 370,420 356,400H244C230,420 200,420 180,400Z" fill="#a8431f"/>',
        shoulders("#0b5d66", '<path d="M236,428q64,56 128,0l8,16q-72,66 -144,0z" fill="#f7f3ea"/>'),
        face("#f3cfb3", "#dfae8d", brow="#8a3a1c", mouth="open", lips="#b13f35"),
        '<path d="M204,254C200,164 250,140 300,140S400,164 396,254C392,232 386,222 378,216C330,228 270,228 222,216C214,222 208,232 204,254Z" fill="#b84c25"/>',
    ),
    "tobiah-renn": (
        "#d9d2e3",
        "",
        shoulders("#2b3a55", COLLAR.format("#f7f3ea") + '<path d="M300,470l-16,18l10,112h12l10,-112z" fill="#b8452a"/>'),
        face("#e0ac86", "#c58c67", brow="#4b3424", mouth="calm", lips="#8f4638",
             beard='<path d="M206,282C206,352 244,408 300,408S394,352 394,282C388,312 372,330 352,332C330,322 270,322 248,332C228,330 212,312 206,282Z" fill="#5a3f2c"/><path d="M262,342q38,-14 76,0q-10,26 -38,26t-38,-26z" fill="#d09a75"/>'),
        '<path d="M202,262C190,170 236,128 306,132C360,122 416,164 398,262C396,240 390,224 380,214C362,216 340,206 328,190C300,210 250,210 222,208C212,222 204,240 202,262Z" fill="#5a3f2c"/>',
    ),
    "nadia-quist": (
        "#bcd4df",
        '<path d="M190,330C176,190 226,122 300,122S424,190 410,330L404,372H196Z" fill="#1d1a1c"/>',
        shoulders("#e0a92e", '<path d="M226,430L258,408L300,474L342,408L374,430L392,474L312,520V600H288V520L208,474Z" fill="#c98f1d"/><circle cx="324" cy="550" r="7" fill="#15252c"/>'),
        face("#b97a52", "#98603d", brow="#1d1a1c", mouth="smile", lips="#7c2f28"),
        '<path d="M204,262C198,176 246,142 300,142C300,190 250,196 226,210C214,222 206,240 204,262ZM396,262C402,176 354,142 300,142C300,190 350,196 374,210C386,222 394,240 396,262Z" fill="#1d1a1c"/>'
        + "".join(f'<ellipse cx="{402 + (i % 2) * 8 - i * 3}" cy="{352 + i * 34}" rx="{27 - i * 1.5:.0f}" ry="24" fill="#1d1a1c" stroke="#3a3438" stroke-width="3"/>' for i in range(6))
        + '<rect x="370" y="546" width="36" height="13" rx="5" fill="#b8452a"/><path d="M372,559q-2,24 14,36q18,-12 18,-36z" fill="#1d1a1c"/>',
    ),
    "ravi-castellane": (
        "#e6dcc4",
        "",
        shoulders("#3f6b4c", '<path d="M240,424L300,486L360,424L374,432L306,520H294L226,432Z" fill="#345a40"/><path d="M240,424L300,486L360,424L342,408L300,452L258,408Z" fill="#f7f3ea"/>'),
        face("#a9714a", "#885535", wide=1.02, brow="#17171a", mouth="calm", lips="#6e2f26",
             beard='<path d="M256,336C270,322 292,322 300,328C308,322 330,322 344,336C330,340 312,338 300,334C288,338 270,340 256,336Z" fill="#17171a"/>'),
        '<path d="M202,268C186,180 226,124 318,128C400,130 414,200 398,268C396,246 392,232 382,220C348,224 290,214 256,184C250,204 230,216 216,222C208,236 204,250 202,268Z" fill="#17171a"/>',
    ),
    "hedda-morsk": (
        "#e7c9c0",
        '<circle cx="300" cy="112" r="52" fill="#e9e7e1"/><circle cx="300" cy="112" r="52" fill="none" stroke="#cfccc4" stroke-width="5"/><path d="M276,92q24,30 52,6M270,120q30,24 62,-2" fill="none" stroke="#cfccc4" stroke-width="5"/>',
        shoulders("#1b1f24"),
        face("#f1d3bf", "#d8ac93", brow="#b9b5ab", mouth="wry", lips="#a33b36", age=1, glasses="half"),
        '<path d="M204,262C196,176 242,138 300,138S404,176 396,262C388,222 360,196 316,184Q300,178 284,184C240,196 212,222 204,262Z" fill="#e9e7e1"/><path d="M250,394Q300,424 350,394L356,440Q300,468 244,440Z" fill="#2b3138"/><path d="M250,394Q300,424 350,394l1,9Q300,434 249,403z" fill="#3a424a"/><g fill="#0b5d66"><circle cx="206" cy="332" r="13"/><circle cx="394" cy="332" r="13"/></g>',
    ),
    "solomiia-yaremko": (
        "#cfd9c2",
        '<path d="M186,440C150,380 172,330 176,270C176,170 230,120 300,120S424,170 424,270C428,330 450,380 414,440C380,470 340,440 300,440S220,470 186,440Z" fill="#b88a4a"/>',
        shoulders("#f4efe4", '<path d="M282,452h36v148h-36z" fill="#fff"/><g stroke="#a8322a" stroke-width="6" fill="none"><path d="M288,470l12,12l12,-12M288,494l12,12l12,-12M288,518l12,12l12,-12M288,542l12,12l12,-12M288,566l12,12l12,-12"/></g><path d="M272,448v152M328,448v152" stroke="#1d2a3a" stroke-width="6"/><path d="M236,428q64,54 128,0l6,14q-70,62 -140,0z" fill="#a8322a"/>'),
        face("#f0cdb0", "#d9a985", brow="#8a6433", mouth="smile", lips="#b04a44"),
        '<path d="M204,268C196,174 250,138 322,146C384,152 408,204 396,268C394,240 384,222 370,208C344,200 326,184 318,170C296,202 250,214 228,224C214,236 206,250 204,268Z" fill="#c79a57"/><path d="M204,260C196,320 200,390 178,430C168,360 176,300 190,250ZM396,260C404,320 400,390 422,430C432,360 424,300 410,250Z" fill="#c79a57"/>',
    ),
    "ines-halloran": (
        "#d3c5dc",
        "".join(f'<circle cx="{x}" cy="{y}" r="{r}" fill="#33221c"/>' for x, y, r in ((300, 168, 92), (222, 196, 66), (378, 196, 66), (186, 262, 56), (414, 262, 56), (180, 326, 46), (420, 326, 46), (200, 374, 34), (400, 374, 34))),
        shoulders("#6a4a78", '<path d="M240,424q60,50 120,0l10,12q-70,66 -140,0z" fill="#553a62"/>'),
        face("#d6a07a", "#b57e59", brow="#33221c", mouth="smile", lips="#8d3f38", glasses="square"),
        "".join(f'<circle cx="{x}" cy="{y}" r="{r}" fill="#33221c"/>' for x, y, r in ((232, 204, 30), (268, 182, 34), (312, 176, 34), (352, 188, 30), (378, 214, 22), (214, 232, 20))),
    ),
    "emre-solvang": (
        "#b9cbb9",
        "",
        shoulders("#4a5043", '<path d="M236,428q64,50 128,0l8,14q-72,62 -144,0z" fill="#3a4035"/><path d="M190,446L286,600M410,446L330,600" stroke="#15252c" stroke-width="18"/><path d="M236,556h128v44h-128z" fill="#15252c"/><path d="M270,540h60v20h-60z" fill="#15252c"/><circle cx="300" cy="592" r="30" fill="#2c3d45" stroke="#e3c48d" stroke-width="5"/>'),
        face("#dba983", "#bd8661", brow="#2f241e", mouth="open", lips="#8b3b32",
             beard='<path d="M210,298C212,356 248,404 300,404S388,356 390,298C380,332 352,346 300,346S220,332 210,298Z" fill="#6d5240" opacity=".55"/>'),
        '<path d="M200,250C192,150 240,112 300,112S408,150 400,250C360,226 240,226 200,250Z" fill="#b8452a"/><path d="M194,250C240,218 360,218 406,250L404,222C360,192 240,192 196,222Z" fill="#9a3720"/><path d="M220,204v26M246,197v26M273,193v26M300,192v26M327,193v26M354,197v26M380,204v26" stroke="#842d19" stroke-width="5"/>',
    ),
    "pilar-aust": (
        "#f2c9a8",
        "",
        shoulders("#f7f3ea", '<clipPath id="c"><path d="M60,600C64,500 116,456 226,430Q300,470 374,430C484,456 536,500 540,600Z"/></clipPath><g clip-path="url(#c)" stroke="#1f3d5c" stroke-width="13" fill="none"><path d="M40,500Q300,540 560,500M40,536Q300,576 560,536M40,572Q300,612 560,572M40,464Q300,504 560,464"/></g><path d="M232,428q68,56 136,0l6,10q-74,66 -148,0z" fill="#1f3d5c"/>'),
        face("#cf9468", "#ae7248", brow="#141416", mouth="wry", lips="#8c3630"),
        '<path d="M202,290C186,190 214,126 300,122S418,180 398,290C396,262 388,240 376,224L352,196L340,218L318,190L296,222L272,194L254,228L232,204C214,232 206,258 202,290Z" fill="#141416"/><path d="M380,306L436,196" stroke="#d9a33c" stroke-width="15"/><path d="M373,303l14,7l-15,12z" fill="#15252c"/><path d="M428,212L436,196" stroke="#b8452a" stroke-width="15"/><path d="M380,216C404,232 412,262 398,290C392,268 386,240 380,216Z" fill="#141416"/>',
    ),
}

for slug, (background, behind, body, head, front) in STAFF.items():
    shade = head.split('fill="', 1)[1].split('"', 1)[0]
    throat = f'<path d="M222,432L262,404h76L378,432L350,480H250Z" fill="{shade}"/>'
    save(f"portrait-{slug}", SIZE, SIZE, "\n".join((behind, throat, body, head, front)), background)
