"""Speaks without words: gentle, speech-like syllables from a small formant synthesiser. Knows samples, not codecs.

A buzz with a falling pitch runs through three resonators that glide from vowel to vowel (after Klatt 1980,
"Software for a cascade/parallel formant synthesizer"). Nobody can be understood, so nobody can be misunderstood.
"""

import math
import random
from dataclasses import dataclass

RATE = 24000  # resampled to 48 kHz by the encoder; there is nothing above 5 kHz in it
SECONDS = 7.0


@dataclass(frozen=True)
class Voice:
    name: str
    pitch_hz: float
    tract: float  # formants are multiplied by this: a shorter throat has higher ones
    pace: float  # syllables in a second
    seed: int


VOICES = [
    Voice("alder", 108, 0.92, 4.2, 11),
    Voice("birch", 196, 1.12, 4.6, 12),
    Voice("cedar", 92, 0.88, 3.7, 13),
    Voice("hazel", 214, 1.16, 4.3, 14),
    Voice("maple", 132, 0.97, 4.8, 15),
    Voice("rowan", 176, 1.06, 3.9, 16),
]

VOWELS = [(730, 1090, 2440), (530, 1840, 2480), (390, 1990, 2550), (570, 840, 2410), (440, 1020, 2240), (500, 1500, 2500)]
ONSETS = ["none", "nasal", "nasal", "glide", "stop", "stop", "hiss"]
BANDWIDTHS = (80, 110, 170)


def speech(voice):
    """Samples in -1..1: a few phrases with breath between them, silence at the end so that a loop breathes too."""
    chance = random.Random(voice.seed)
    count = int(SECONDS * RATE)
    pitch, loud, noise, nasal, formants = ([0.0] * count for _ in range(5))
    formants = [VOWELS[5]] * count
    at, end = 0.08, SECONDS - 0.75
    while at < end - 0.8:
        syllables = chance.randint(4, 8)
        high = voice.pitch_hz * chance.uniform(1.06, 1.18)
        for n in range(syllables):
            if at > end - 0.3:
                break
            stressed = n % 2 == chance.randint(0, 1)
            length = (1.25 if n == syllables - 1 else 1.1 if stressed else 0.85) * chance.uniform(0.85, 1.15) / voice.pace
            onset = chance.choice(ONSETS)
            vowel = chance.choice(VOWELS)
            strength = (1.0 if stressed else 0.72) * (1 - 0.3 * n / syllables)
            first, last = int(at * RATE), min(count, int((at + length) * RATE))
            span = max(1, last - first)
            for i in range(first, last):
                u = (i - first) / span
                attack, release = min(1.0, u / 0.22), min(1.0, (1 - u) / 0.3)
                gate = attack * attack * (3 - 2 * attack) * release * release * (3 - 2 * release)
                if onset == "stop" and u < 0.16:
                    gate, noise[i] = 0.0, 0.10 * strength if u > 0.13 else 0.0
                elif onset == "hiss" and u < 0.25:
                    gate *= 0.1
                    noise[i] = 0.07 * strength * math.sin(math.pi * u / 0.25)
                elif onset == "nasal" and u < 0.24:
                    gate, nasal[i] = max(gate, 0.35 * min(1.0, u / 0.06)), 1.0
                loud[i] = gate * strength
                lift = 0.07 * math.sin(math.pi * u) if stressed else 0.0
                pitch[i] = high * (1 - 0.24 * (n + u) / syllables + lift)
                formants[i] = (280, 1100, 2300) if nasal[i] else vowel
            at += length
        at += chance.uniform(0.28, 0.6)
    return render(voice, chance, pitch, loud, noise, formants)


def render(voice, chance, pitch, loud, noise, formants):
    samples = []
    phase, glottis, tone, level, soft = 0.0, 0.0, voice.pitch_hz, 0.0, 0.0
    now = list(formants[0])
    memory = [[0.0, 0.0] for _ in now]
    coefficients = []
    for i in range(len(pitch)):
        if i % 24 == 0:  # once a millisecond is finer than any tongue
            now = [f + (target - f) * 0.045 for f, target in zip(now, formants[i])]
            coefficients = []
            for f, width in zip(now, BANDWIDTHS):
                r = math.exp(-math.pi * width / RATE)
                b = 2 * r * math.cos(2 * math.pi * f * voice.tract / RATE)
                coefficients.append((1 - b + r * r, b, -r * r))
            tone += ((pitch[i] or tone) - tone) * 0.06
        level += (loud[i] - level) * 0.004
        phase += tone * (1 + 0.006 * chance.gauss(0, 1)) / RATE
        if phase >= 1:
            phase -= 1
        flow = (3 * (phase / 0.6) ** 2 - 2 * (phase / 0.6) ** 3) if phase < 0.6 else max(0.0, 1 - ((phase - 0.6) / 0.16) ** 2)
        source = (flow - glottis) * 9 * level + chance.gauss(0, 1) * (0.012 * level + 0.35 * noise[i])
        glottis = flow
        value = source
        for k, (a, b, c) in enumerate(coefficients):
            value = a * value + b * memory[k][0] + c * memory[k][1]
            memory[k][1], memory[k][0] = memory[k][0], value
        soft += (value - soft) * 0.5  # takes the edge off; a gentle voice has little above 3 kHz
        samples.append(soft)
    peak = max(abs(s) for s in samples)
    return [s * 0.42 / peak for s in samples]


def quiet(seed=7, seconds=2.0):
    """The sound of a quiet room: faint, low noise at about -68 dBFS."""
    chance = random.Random(seed)
    samples, low = [], 0.0
    for _ in range(int(seconds * RATE)):
        low += (chance.gauss(0, 1) - low) * 0.06
        samples.append(low * 0.0022)
    return samples
