// Say it instead of writing it: records into the file field of the form around it. [data-recorder].
// The page loads it only where somebody may speak. Nothing is kept outside the form.

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
const FORMATS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];

const prepare = (box) => {
  const part = (name) => box.querySelector(`[data-${name}]`);
  const field = box.querySelector("input[type=file]");
  const [plain, record, live, made, said] = ["plain", "record", "live", "made", "said"].map(part);
  const format = FORMATS.find((one) => MediaRecorder.isTypeSupported(one));
  const longest = Number(box.dataset.longest);
  const word = record.querySelector("span");
  const first = word.textContent;
  let recorder = null;
  let player = null;

  const show = (state) => {
    record.hidden = state === "live";
    live.hidden = state !== "live";
    made.hidden = state !== "made";
    word.textContent = state === "made" ? record.dataset.again : first;
  };
  const keep = (chunks, seconds) => {
    const type = recorder.mimeType.split(";")[0];
    const ending = { "audio/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "m4a" }[type] || "webm";
    const files = new DataTransfer();
    files.items.add(new File(chunks, `voice.${ending}`, { type }));
    field.files = files.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    made.querySelector("[data-length]").textContent = clock(seconds);
    show("made");
  };
  const begin = async () => {
    player?.pause();
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const chunks = [];
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    recorder = new MediaRecorder(stream, { mimeType: format, audioBitsPerSecond: 24000 });
    const ticking = setInterval(() => {
      live.querySelector("[data-length]").textContent = clock(seconds());
      if (seconds() >= longest) recorder.stop();
    }, 250);
    recorder.ondataavailable = (event) => chunks.push(event.data);
    recorder.onstop = () => {
      clearInterval(ticking);
      stream.getTracks().forEach((track) => track.stop());
      keep(chunks, seconds());
    };
    recorder.start();
    show("live");
    part("stop").focus();
  };
  // Played through the sound engine, so that the content policy needs no exception.
  const hear = async () => {
    const engine = new AudioContext();
    const source = engine.createBufferSource();
    source.buffer = await engine.decodeAudioData(await field.files[0].arrayBuffer());
    source.connect(engine.destination);
    source.onended = () => engine.close();
    player = { pause: () => source.stop() };
    source.start();
  };

  plain.hidden = true;
  show("rest");
  record.addEventListener("click", () => begin().catch(() => {
    said.textContent = box.dataset.refused;
    plain.hidden = false;
  }));
  part("stop").addEventListener("click", () => recorder.stop());
  part("hear").addEventListener("click", () => hear().catch(() => {}));
  part("drop").addEventListener("click", () => {
    field.value = "";
    show("rest");
    record.focus();
  });
};

if ("MediaRecorder" in window && navigator.mediaDevices && FORMATS.some((one) => MediaRecorder.isTypeSupported(one))) {
  document.querySelectorAll("[data-recorder]").forEach(prepare);
}
