#!/usr/bin/env python3
"""Makes the demo's clips: every figure listening and speaking, every voice, and the sound of a quiet room.

Run by hand when a figure or a voice changes; builds use the committed files.
Needs ffmpeg with libvpx and libopus, and Pillow:   pip install pillow && python3 crates/bot/clips/make.py

Writes beside itself:
  <look>-listening.ivf, <look>-speaking.ivf   VP8 320x180, 12 frames a second, one key frame, at the start
  <voice>.voice, quiet.voice                  Opus, 48 kHz mono, 20 ms frames: the text "OCVOICE1", then for every
                                              frame one byte level (RFC 6464: 0..127, decibels below full scale),
                                              two bytes length (big endian) and the Opus packet
To hear or see one: `ffplay mara-speaking.ivf`; `make.py --wav DIR` writes the voices as WAV.
"""

import argparse
import math
import struct
import subprocess
import wave
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import figures
import voices

HERE = Path(__file__).parent
FRAMES_PER_SECOND = 12
LOOP_SECONDS = 4


def video(look, speaking):
    background = figures.room(look)
    count = FRAMES_PER_SECOND * LOOP_SECONDS
    raw = b"".join(figures.figure(look, background, speaking, n / count).tobytes() for n in range(count))
    name = HERE / f"{look.name}-{'speaking' if speaking else 'listening'}.ivf"
    # No alternate reference frames: they are not shown, and every frame here is one picture with one time.
    command = f"""ffmpeg -v error -y -f rawvideo -pix_fmt rgb24 -s {figures.WIDTH}x{figures.HEIGHT} -r {FRAMES_PER_SECOND} -i -
        -c:v libvpx -pix_fmt yuv420p -deadline best -cpu-used 0 -auto-alt-ref 0 -lag-in-frames 0 -g 9999
        -b:v {46 if speaking else 38}k -crf {22 if speaking else 24} -qmin 8 -qmax 44 -fflags +bitexact -f ivf {name}"""
    subprocess.run(command.split(), input=raw, check=True)
    return name


def pcm(samples):
    return struct.pack(f"<{len(samples)}h", *(round(max(-1, min(1, s)) * 32767) for s in samples))


def sound(name, samples, bitrate):
    ogg = subprocess.run(
        f"""ffmpeg -v error -f s16le -ar {voices.RATE} -ac 1 -i - -ar 48000 -c:a libopus -application voip
            -frame_duration 20 -vbr on -b:a {bitrate} -f ogg -""".split(),
        input=pcm(samples), check=True, stdout=subprocess.PIPE,
    ).stdout
    packets = ogg_packets(ogg)[2:]  # OpusHead and OpusTags come first
    step = voices.RATE // 50
    with open(HERE / f"{name}.voice", "wb") as out:
        out.write(b"OCVOICE1")
        for n, packet in enumerate(packets[: len(samples) // step]):
            part = samples[n * step : (n + 1) * step]
            power = sum(s * s for s in part) / len(part)
            level = 127 if power <= 0 else min(127, max(0, round(-10 * math.log10(power))))
            out.write(struct.pack(">BH", level, len(packet)) + packet)


def ogg_packets(data):
    """The packets of an Ogg stream (RFC 3533)."""
    packets, part, at = [], b"", 0
    while at < len(data):
        assert data[at : at + 4] == b"OggS"
        sizes = data[at + 27 : at + 27 + data[at + 26]]
        at += 27 + len(sizes)
        for size in sizes:
            part += data[at : at + size]
            at += size
            if size < 255:
                packets.append(part)
                part = b""
    return packets


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--wav", type=Path, help="also write the voices as WAV into this directory")
    wav = options.parse_args().wav
    with ProcessPoolExecutor() as pool:
        pictures = [pool.submit(video, look, speaking) for look in figures.LOOKS for speaking in (False, True)]
        spoken = pool.map(voices.speech, voices.VOICES)
        for voice, samples in zip(voices.VOICES, spoken):
            sound(voice.name, samples, "20k")
            if wav:
                with wave.open(str(wav / f"{voice.name}.wav"), "wb") as out:
                    out.setparams((1, 2, voices.RATE, 0, "NONE", ""))
                    out.writeframes(pcm(samples))
        sound("quiet", voices.quiet(), "6k")
        for picture in pictures:
            picture.result()
    files = sorted([*HERE.glob("*.ivf"), *HERE.glob("*.voice")])
    print(f"{len(files)} clips, {sum(f.stat().st_size for f in files)} bytes together")


if __name__ == "__main__":
    main()
