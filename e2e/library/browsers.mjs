// Starts the browsers people have: Debian's Chromium and Firefox, with a camera and a microphone that need no hardware.
import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";

// Muted, because a walk must not speak aloud to the room it runs in; voices are measured, not heard.
const QUIET = ["--mute-audio", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
/** A beeping microphone and a moving picture. */
export const FAKE_DEVICES = ["--use-fake-device-for-media-stream=fps=5"];
/** Says yes to every question. */
export const ALWAYS_YES = ["--use-fake-ui-for-media-stream"];

/** Chromium; give `flags: []` for one whose person is asked, and says no. */
export async function openChromium(walk, { flags = [...FAKE_DEVICES, ...ALWAYS_YES] } = {}) {
  const browser = await chromium.launch({
    executablePath: process.env.OPENCHAIR_CHROMIUM ?? "/usr/bin/chromium",
    headless: !walk.asked.headed,
    // As root, in a container, Chromium's own sandbox cannot start.
    args: [...QUIET, ...flags, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  walk.closes(() => browser.close());
  return browser;
}

/** Firefox over WebDriver BiDi, because Playwright drives only a Firefox of its own. */
export async function openFirefox(walk, { args = [], preferences = {} } = {}) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.OPENCHAIR_FIREFOX ?? "/usr/bin/firefox-esr",
    headless: !walk.asked.headed,
    args,
    extraPrefsFirefox: { ...FIREFOX_PREFERENCES, ...preferences },
  });
  walk.closes(() => browser.close());
  return browser;
}

const FIREFOX_PREFERENCES = {
  // Without a graphics card Firefox paints with the processor: sixty times a second it would be the busiest of a whole walk.
  "layout.frame_rate": 10,
  // A tone and a moving picture instead of hardware.
  "media.navigator.streams.fake": true,
  // Says yes to the question for camera and microphone.
  "media.navigator.permission.disabled": true,
  // Let voices play without a click in this page, as after one.
  "media.autoplay.default": 0,
  "media.autoplay.blocking_policy": 0,
  // No calls home during a walk.
  "app.update.auto": false,
  "browser.safebrowsing.downloads.enabled": false,
  "datareporting.healthreport.uploadEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};
