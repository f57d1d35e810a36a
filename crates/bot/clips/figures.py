"""Draws the soft figures that sit in the demo circle. Knows shapes and colours; nothing of files or codecs.

Coordinates are those of the drawing board: 200 x 150, the face in the middle, so that a tile may be cut
to 4:3 without losing anybody. Every movement is periodic in `t` (0..1), so that a loop has no seam.
"""

import math
import random
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 320, 180
OVERSAMPLE = 3
UNIT = HEIGHT / 150 * OVERSAMPLE
LEFT = (WIDTH * OVERSAMPLE - 200 * UNIT) / 2


@dataclass(frozen=True)
class Look:
    name: str
    room: float  # hue of the wall
    scene: str  # what stands behind the person
    hair: tuple
    style: str
    top: tuple
    collar: str
    skin: tuple
    seed: int


# The cast. Skin, hair and clothes as (lightness, chroma, hue) of OKLCH; quiet colours, so that the face leads.
LOOKS = [
    Look("mara", 165, "plant", (0.35, 0.04, 50), "long", (0.45, 0.07, 165), "round", (0.80, 0.05, 60), 1),
    Look("anna", 70, "window", (0.68, 0.09, 75), "bob", (0.70, 0.09, 70), "round", (0.84, 0.045, 60), 2),
    Look("ben", 230, "shelf", (0.30, 0.02, 50), "short", (0.50, 0.06, 240), "shirt", (0.78, 0.055, 55), 3),
    Look("chidi", 45, "lamp", (0.22, 0.02, 40), "afro", (0.72, 0.10, 50), "round", (0.48, 0.06, 50), 4),
    Look("dana", 300, "frame", (0.26, 0.03, 30), "long", (0.55, 0.08, 320), "vee", (0.72, 0.06, 55), 5),
    Look("eli", 20, "window", (0.45, 0.06, 50), "short", (0.58, 0.07, 25), "round", (0.80, 0.05, 50), 6),
    Look("farah", 190, "curtain", (0.40, 0.05, 190), "scarf", (0.60, 0.05, 190), "round", (0.66, 0.06, 60), 7),
    Look("gita", 340, "shelf", (0.20, 0.02, 30), "bun", (0.50, 0.11, 350), "vee", (0.60, 0.07, 55), 8),
    Look("hugo", 95, "frame", (0.70, 0.01, 80), "bald", (0.42, 0.04, 250), "shirt", (0.82, 0.045, 50), 9),
    Look("ida", 150, "window", (0.78, 0.015, 90), "curls", (0.58, 0.07, 285), "round", (0.83, 0.04, 55), 10),
    Look("jonas", 260, "plant", (0.50, 0.09, 45), "beard", (0.40, 0.05, 150), "round", (0.81, 0.05, 50), 11),
    Look("kofi", 120, "curtain", (0.18, 0.015, 40), "crop", (0.62, 0.09, 100), "shirt", (0.42, 0.055, 45), 12),
    Look("leila", 25, "lamp", (0.28, 0.05, 25), "wave", (0.66, 0.06, 220), "vee", (0.70, 0.06, 60), 13),
    Look("nadia", 210, "frame", (0.56, 0.11, 45), "fringe", (0.48, 0.08, 15), "round", (0.86, 0.035, 60), 14),
    Look("ines", 110, "shelf", (0.48, 0.08, 45), "bob", (0.62, 0.07, 120), "vee", (0.82, 0.05, 60), 15),
]


def colour(lightness, chroma, hue):
    """OKLCH to 8-bit sRGB (Ottosson 2020, https://bottosson.github.io/posts/oklab/)."""
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
        -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
    )
    gamma = lambda v: 12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055
    return tuple(round(255 * gamma(min(1.0, max(0.0, v)))) for v in linear)


def shade(base, by):
    return colour(min(1, max(0, base[0] + by)), base[1], base[2])


def curve(start, *segments):
    """Flattens cubic Bezier segments ((x1, y1), (x2, y2), (x, y)) to points."""
    points, here = [start], start
    for one, two, end in segments:
        for step in range(1, 13):
            u = step / 12
            w = (1 - u) ** 3, 3 * u * (1 - u) ** 2, 3 * u * u * (1 - u), u**3
            points.append(tuple(w[0] * here[i] + w[1] * one[i] + w[2] * two[i] + w[3] * end[i] for i in (0, 1)))
        here = end
    return points


class Board:
    """An oversampled picture; draws in board units, moved by one rigid motion at a time."""

    def __init__(self, picture):
        self.picture = picture.copy()
        self.draw = ImageDraw.Draw(self.picture)
        self.move(0, 0, 0)

    def move(self, dx, dy, degrees, about=(100, 112)):
        self.motion = dx, dy, math.cos(math.radians(degrees)), math.sin(math.radians(degrees)), about

    def place(self, point):
        dx, dy, cos, sin, (ax, ay) = self.motion
        x, y = point[0] - ax, point[1] - ay
        return LEFT + (ax + dx + x * cos - y * sin) * UNIT, (ay + dy + x * sin + y * cos) * UNIT

    def shape(self, points, fill):
        self.draw.polygon([self.place(p) for p in points], fill=fill)

    def oval(self, x, y, rx, ry, fill, start=0, end=360):
        steps = range(start, end + 1, 6)
        self.shape([(x + rx * math.cos(math.radians(a)), y + ry * math.sin(math.radians(a))) for a in steps], fill)

    def line(self, points, fill, width):
        self.draw.line([self.place(p) for p in points], fill=fill, width=round(width * UNIT), joint="curve")
        for end in (points[0], points[-1]):
            self.oval(end[0], end[1], width / 2, width / 2, fill)


def room(look):
    """The calm room behind a person: a wall with soft light, one thing on it, and the back of a chair."""
    size = WIDTH * OVERSAMPLE, HEIGHT * OVERSAMPLE
    wall = Image.new("RGB", size, colour(0.52, 0.035, look.room))
    light = Image.radial_gradient("L").resize((size[0] * 2, size[1] * 2))
    light = light.crop((size[0] // 3, size[1] // 2, size[0] // 3 + size[0], size[1] // 2 + size[1]))
    wall = Image.composite(Image.new("RGB", size, colour(0.44, 0.035, look.room)), wall, light)
    board = Board(wall)
    tone = lambda by, chroma=0.03, hue=look.room: colour(0.52 + by, chroma, hue)
    if look.scene == "window":
        board.shape([(-20, 10), (28, 10), (28, 88), (-20, 88)], tone(0.22, 0.03, 90))
        board.line([(4, 10), (4, 88)], tone(0.04), 2.5)
        board.line([(-20, 46), (28, 46)], tone(0.04), 2.5)
    elif look.scene == "lamp":
        for radius, glow in ((48, 0.01), (42, 0.022), (36, 0.036), (30, 0.052), (24, 0.07)):
            board.oval(172, 46, radius * 1.2, radius, tone(glow, 0.045, 65))
        board.line([(172, 52), (172, 150)], tone(-0.12), 2.5)
        board.shape([(160, 26), (184, 26), (192, 52), (152, 52)], tone(0.24, 0.07, 80))
    elif look.scene == "shelf":
        board.line([(-30, 34), (40, 34)], tone(-0.14, 0.03, 60), 3)
        for n, (height, hue) in enumerate([(18, 30), (22, 200), (16, 90), (20, 330), (17, 150), (21, 60)]):
            board.shape([(-6 + n * 7, 32.5), (-6 + n * 7, 32.5 - height), (-1 + n * 7, 32.5 - height), (-1 + n * 7, 32.5)], tone(0.02, 0.05, hue))
    elif look.scene == "plant":
        board.shape([(158, 118), (184, 118), (180, 150), (162, 150)], tone(0.02, 0.07, 50))
        for angle in (-58, -34, -12, 14, 38, 60):
            x, y = 171 + 40 * math.sin(math.radians(angle)), 118 - 46 * math.cos(math.radians(angle))
            mid = (171 + x) / 2 + 7 * math.cos(math.radians(angle)), (118 + y) / 2 + 7 * math.sin(math.radians(angle))
            other = (171 + x) / 2 - 7 * math.cos(math.radians(angle)), (118 + y) / 2 - 7 * math.sin(math.radians(angle))
            board.shape(curve((171, 118), (mid, mid, (x, y)), (other, other, (171, 118))), tone(-0.04, 0.07, 150))
    elif look.scene == "frame":
        board.shape([(-8, 22), (40, 22), (40, 66), (-8, 66)], tone(0.16, 0.02, 80))
        board.shape([(-3, 27), (35, 27), (35, 61), (-3, 61)], tone(0.05, 0.03, look.room + 40))
        board.shape(curve((-3, 61), ((8, 38), (16, 44), (22, 52)), ((26, 46), (30, 48), (35, 53))) + [(35, 61)], tone(-0.05, 0.05, 150))
    elif look.scene == "curtain":
        for n in range(7):
            x = 150 + n * 12
            board.shape([(x, 0), (x + 6, 0), (x + 7, 150), (x - 1, 150)], tone(0.06 if n % 2 else 0.02, 0.035))
    picture = board.picture.filter(ImageFilter.GaussianBlur(2.2 * UNIT))  # out of focus, like a lens would have it
    board = Board(picture)
    chair = curve((22, 150), ((22, 104), (34, 96), (58, 94)), ((86, 91), (114, 91), (142, 94)), ((166, 96), (178, 104), (178, 150)))
    board.shape(chair, colour(0.43, 0.035, look.room))
    return board.picture.filter(ImageFilter.GaussianBlur(0.9 * UNIT))


def hair_behind(board, look):
    dark = shade(look.hair, -0.03)
    if look.style == "long":
        board.shape(curve((58, 98), ((52, 46), (68, 22), (100, 22)), ((132, 22), (148, 46), (142, 98)), ((138, 110), (126, 116), (118, 112)), ((112, 96), (88, 96), (82, 112)), ((74, 116), (62, 110), (58, 98))), dark)
    elif look.style == "wave":
        board.shape(curve((60, 112), ((48, 88), (64, 74), (60, 58)), ((64, 30), (80, 24), (100, 24)), ((120, 24), (136, 30), (140, 58)), ((136, 74), (152, 88), (140, 112)), ((120, 122), (80, 122), (60, 112))), dark)
    elif look.style == "afro":
        board.oval(100, 56, 41, 38, dark)
    elif look.style == "bun":
        board.oval(100, 27, 13, 12, dark)
        board.oval(100, 64, 31, 34, dark)
    elif look.style == "curls":
        for x, y, r in [(70, 58, 13), (76, 42, 13), (90, 34, 13), (110, 34, 13), (124, 42, 13), (130, 58, 13), (72, 74, 11), (128, 74, 11)]:
            board.oval(x, y, r, r, dark)
    elif look.style == "fringe":
        board.shape(curve((66, 100), ((60, 60), (66, 34), (100, 34)), ((134, 34), (140, 60), (134, 100)), ((124, 106), (76, 106), (66, 100))), dark)
    elif look.style == "scarf":
        board.shape(curve((60, 112), ((54, 60), (66, 32), (100, 32)), ((134, 32), (146, 60), (140, 112)), ((126, 128), (74, 128), (60, 112))), dark)


def hair_in_front(board, look):
    fill = colour(*look.hair)
    if look.style in ("bob", "wave"):
        board.shape(curve((62, 66), ((60, 36), (76, 25), (100, 25)), ((124, 25), (140, 36), (138, 66)), ((138, 74), (135, 80), (131, 80)), ((132, 58), (122, 47), (104, 46)), ((92, 50), (74, 52), (69, 80)), ((64, 80), (61, 72), (62, 66))), fill)
    elif look.style == "long":
        board.shape(curve((70, 76), ((66, 44), (82, 36), (100, 36)), ((118, 36), (134, 44), (130, 76)), ((126, 58), (116, 50), (104, 44)), ((96, 50), (78, 56), (70, 76))), fill)
    elif look.style in ("short", "beard"):
        board.shape(curve((69, 66), ((66, 38), (82, 29), (101, 29)), ((122, 29), (134, 42), (131, 66)), ((127, 66), (125, 52), (114, 49)), ((100, 54), (84, 50), (80, 50)), ((76, 54), (74, 66), (69, 66))), fill)
    elif look.style == "crop":
        board.shape(curve((71, 62), ((70, 40), (84, 34), (100, 34)), ((116, 34), (130, 40), (129, 62)), ((126, 50), (114, 46), (100, 46)), ((86, 46), (74, 50), (71, 62))), fill)
    elif look.style == "afro":
        board.shape(curve((70, 68), ((66, 46), (80, 38), (100, 38)), ((120, 38), (134, 46), (130, 68)), ((126, 54), (114, 49), (100, 49)), ((86, 49), (74, 54), (70, 68))), fill)
    elif look.style == "bun":
        board.shape(curve((70, 74), ((66, 44), (82, 34), (100, 34)), ((118, 34), (134, 44), (130, 74)), ((128, 56), (116, 46), (101, 43)), ((86, 46), (72, 56), (70, 74))), fill)
    elif look.style == "curls":
        for x, y, r in [(74, 52, 9), (84, 45, 10), (98, 42, 10), (112, 44, 10), (124, 52, 9)]:
            board.oval(x, y, r, r, fill)
    elif look.style == "fringe":
        board.shape(curve((68, 78), ((64, 42), (80, 33), (100, 33)), ((120, 33), (136, 42), (132, 78)), ((130, 66), (128, 60), (126, 57)), ((110, 61), (90, 61), (74, 57)), ((72, 60), (70, 66), (68, 78))), fill)
    elif look.style == "scarf":
        board.shape(curve((66, 92), ((58, 50), (76, 34), (100, 34)), ((124, 34), (142, 50), (134, 92)), ((134, 60), (118, 50), (100, 50)), ((82, 50), (66, 60), (66, 92))), fill)
        board.shape(curve((72, 92), ((80, 116), (120, 116), (128, 92)), ((134, 112), (128, 132), (100, 132)), ((72, 132), (66, 112), (72, 92))), fill)
    elif look.style == "bald":
        for side in (-1, 1):
            board.oval(100 + side * 27, 70, 3.5, 11, fill)


def motion(look, speaking, t):
    """Where everything is at `t`: breath, sway, gaze, blink and mouth, all seamless at the loop's ends."""
    chance = random.Random(look.seed)
    wave = lambda times, phase: math.sin(2 * math.pi * (times * t + phase))
    phases = [chance.random() for _ in range(6)]
    breath = wave(1, phases[0])
    tilt = 1.4 * wave(1, phases[1]) + 0.5 * wave(2, phases[2])
    dx = 1.1 * wave(1, phases[3])
    dy = 0.5 * breath
    smile = chance.uniform(0.4, 1.0)
    blinks = [0.28 + 0.1 * chance.random()] + ([0.78 + 0.1 * chance.random()] if chance.random() < 0.6 else [])
    lid = max([0.0] + [max(0.0, 1 - abs(t - b) / 0.022) for b in blinks])
    mouth, brow = 0.0, 0.0
    if speaking:
        fade = min(1.0, t / 0.05, (1 - t) / 0.05)  # closed at both ends of the loop
        syllable = abs(math.sin(math.pi * (13 * t + phases[4]))) * (0.55 + 0.45 * wave(3, phases[5]))
        pause = 0.15 if 0.52 < t < 0.60 else 1.0
        mouth = fade * pause * max(0.08, syllable)
        tilt += 1.0 * wave(3, phases[5]) * fade
        dy += 0.7 * wave(5, phases[4]) * fade
        brow = 0.9 * max(0.0, wave(2, phases[2])) * fade
    return breath, tilt, dx, dy, lid, mouth, brow, smile


def face(board, look, lid, mouth, brow, smile):
    skin, shadow = colour(*look.skin), shade(look.skin, -0.07)
    if look.style not in ("scarf", "fringe", "long"):
        for side in (-1, 1):
            board.oval(100 + side * 27, 75, 4.5, 7, shadow)
    board.oval(100, 72, 27, 32, skin)
    if look.style == "beard":
        board.shape(curve((73, 74), ((74, 98), (86, 108), (100, 108)), ((114, 108), (126, 98), (127, 74)), ((122, 86), (112, 86), (100, 86)), ((88, 86), (78, 86), (73, 74))), shade(look.hair, -0.02))
    ink = shade(look.skin, -0.5) if look.skin[0] > 0.55 else shade(look.skin, -0.3)
    for side in (-1, 1):
        x = 100 + side * 10.5
        brow_fill = shade(look.hair, -0.05) if look.hair[0] < look.skin[0] else shade(look.skin, -0.22)
        board.line([(x - side * 4.6, 62.4 - brow), (x, 60.9 - brow), (x + side * 4.8, 62.2 - brow)], brow_fill, 1.7)
        if lid > 0.6:
            board.line([(x - 3.4, 70.6), (x, 71.5), (x + 3.4, 70.6)], ink, 1.4)
        else:
            board.oval(x, 70, 2.6, 3.1 * (1 - 0.6 * lid), ink)
            board.oval(x + 0.9, 69, 0.8, 0.8, shade(look.skin, 0.14))
    board.line([(100.5, 72), (102.6, 80), (99.4, 81.2)], shadow, 1.5)
    cheek = colour(look.skin[0] - 0.012, look.skin[1] + 0.02, 35)
    for side in (-1, 1):
        board.oval(100 + side * 16, 82, 5.2, 3.6, cheek)
    lip = colour(look.skin[0] - 0.16, look.skin[1] + 0.05, 25)
    if mouth > 0.12:
        board.oval(100, 91, 5.4 - 0.8 * mouth, 0.9 + 3.6 * mouth, colour(0.30, 0.06, 20))
        board.line(curve((94, 90.6), ((97, 90.0 - 2.6 * mouth), (103, 90.0 - 2.6 * mouth), (106, 90.6))), lip, 1.5)
        board.line(curve((94, 90.8), ((97, 92.0 + 3.8 * mouth), (103, 92.0 + 3.8 * mouth), (106, 90.8))), lip, 1.6)
    else:
        board.line(curve((93.5, 90), ((97, 90.8 + 1.8 * smile), (103, 90.8 + 1.8 * smile), (106.5, 90))), lip, 1.7)
    if look.name in ("ben", "ida", "gita"):
        frame = shade(look.hair, -0.1)
        for side in (-1, 1):
            ring = [(100 + side * 10.5 + 7.4 * math.cos(math.radians(a)), 70.4 + 6.4 * math.sin(math.radians(a))) for a in range(0, 361, 12)]
            board.line(ring, frame, 1.1)
        board.line([(97, 69.6), (103, 69.6)], frame, 1.1)


def figure(look, background, speaking, t):
    """One frame: the person in the room at moment `t` of the loop."""
    breath, tilt, dx, dy, lid, mouth, brow, smile = motion(look, speaking, t)
    board = Board(background)
    board.move(dx, dy, tilt)
    hair_behind(board, look)
    board.move(dx * 0.35, -0.9 * breath, 0)
    rise = 0.5 * breath
    board.shape(curve((36 - rise, 156), ((41, 122), (62, 108), (100, 107)), ((138, 108), (159, 122), (164 + rise, 156))), colour(*look.top))
    board.shape(curve((36 - rise, 156), ((40, 134), (50, 120), (64, 114)), ((58, 128), (58, 146), (58, 156))), shade(look.top, -0.04))
    board.shape(curve((164 + rise, 156), ((160, 134), (150, 120), (136, 114)), ((142, 128), (142, 146), (142, 156))), shade(look.top, -0.04))
    skin_shadow = shade(look.skin, -0.07)
    board.shape(curve((88, 92), ((88, 104), (87, 108), (84, 110)), ((92, 118), (108, 118), (116, 110)), ((113, 108), (112, 104), (112, 92))), skin_shadow)
    if look.collar == "vee":
        board.shape([(83, 110), (117, 110), (100, 130)], skin_shadow)
        board.line([(82, 109), (100, 131), (118, 109)], shade(look.top, -0.08), 2.6)
    elif look.collar == "shirt":
        board.shape([(84, 108), (100, 119), (91, 127), (79, 112)], shade(look.top, 0.08))
        board.shape([(116, 108), (100, 119), (109, 127), (121, 112)], shade(look.top, 0.08))
        board.line([(100, 121), (100, 152)], shade(look.top, -0.06), 1.4)
    else:
        board.line(curve((82, 109.5), ((90, 119), (110, 119), (118, 109.5))), shade(look.top, -0.08), 2.6)
    board.move(dx, dy, tilt)
    face(board, look, lid, mouth, brow, smile)
    hair_in_front(board, look)
    return board.picture.resize((WIDTH, HEIGHT), Image.LANCZOS)
