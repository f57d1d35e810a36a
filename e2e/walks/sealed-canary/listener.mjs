// Somebody who is let in, and whose browser gives what the server passes on to its decoders as it came.
import { hearsAndSees, media } from "../../library/media.mjs";
import { likeness } from "../../library/voice.mjs";
import { must, until } from "../../library/wait.mjs";

/** So much of a voice stands on its overtones that it can be nothing else. */
const A_VOICE = 0.9;
/** Noise has no overtones; by their width in the measure, a quarter of it stands on them all the same. */
const NO_VOICE = 0.5;

export async function listener(walk, { mara, anna, ben }) {
  await walk.step("Mara, who has the keys, hears Anna's voice and sees her", async () => {
    await hearsAndSees(mara.page, [anna.member]);
    const like = await likeness(mara.page, anna.member);
    must(like > A_VOICE, `it is like her voice by ${like}`);
    return `like her voice by ${like.toFixed(3)}`;
  });
  await walk.check("Ben receives the same packets, and they are neither her voice nor her picture", async () => {
    const of = async (kind) => (await media(ben.page)).heard.find((one) => one.member === anna.member && one.kind === kind);
    const [sound, picture] = [await of("audio"), await of("video")];
    await until("more of both arrives", async () => (await of("audio")).packets > sound.packets + 100 && (await of("video")).bytes > picture.bytes + 20_000);
    const like = await likeness(ben.page, anna.member);
    const now = [await of("audio"), await of("video")];
    const says = `${now[0].packets} packets of sound, like her voice by ${like?.toFixed(3)}, energy ${now[0].energy}; ${now[1].bytes} bytes of pictures, ${now[1].frames} frames decoded`;
    must(like === null || like < NO_VOICE, says);
    return says;
  });
}
