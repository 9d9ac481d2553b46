// What the page says, in both languages. The Indonesian of what stands in the HTML is read from there.
const ENGLISH = {
  title: "Practice telephone",
  about: "Talk with the city as a citizen does. This is no real WhatsApp or Telegram: no message leaves this computer.",
  city: "The city's pages",
  through: "Through what?",
  whose: "Whose telephone?",
  another: "Somebody else",
  add: "Add",
  name: "Name",
  type: "Type a message",
  photo_lamp: "Photo: lamp",
  photo_road: "Photo: road",
  photo_own: "Own photo",
  voice: "Voice note",
  sticker: "Sticker",
  card: "Contact card",
  place: "Place",
  send_place: "Send place",
  attach: "Attach",
  message: "Message",
  send: "Send",
  ideas: "Try saying",
  faults: "Faults on purpose",
  faults_about: "What may happen out there is made to happen here.",
  reset: "Forget all conversations on this telephone",
  programs: "For programs:",
};

const SAID = {
  id: {
    online: "daring", typing: "sedang mengetik…", empty: "Belum ada percakapan. Sapa dahulu: ketik “halo”.",
    waiting: "menunggu diterima kota", handed: "diterima kota", read: "dibaca", dropped: "hilang di jalan",
    hidden: "nomor disembunyikan", joined: "Tersambung dengan kota.", away: "Kota belum menjawab; pesan dikirim begitu ia siap.",
    options: "Pilihan", voice: "Pesan suara", sticker: "Stiker", photo: "Foto", document: "Dokumen", video: "Video",
    unknown: "Pesan jenis lain", saved: "Tersimpan.", gone: "Telepon ini tidak menjawab; jalankan lagi.",
    too_large: "Foto itu lebih dari 16 MB.", template: "Pesan templat", from_city: "Kota", mine: "Saya",
    ideas: [
      "Halo",
      "Lampu jalan di depan Pasar Pahing mati sejak Senin, gelap sekali kalau malam",
      "Nuwun sewu, dalan ngarep omahku bolong, mbebayani",
      "Syarat bikin KTP apa saja?",
      "petugas",
    ],
  },
  en: {
    online: "online", typing: "typing…", empty: "No conversation yet. Say “halo” first.",
    waiting: "waiting for the city to take it", handed: "taken by the city", read: "read", dropped: "lost on the way",
    hidden: "number hidden", joined: "Connected with the city.", away: "The city does not answer yet; messages go as soon as it does.",
    options: "Options", voice: "Voice note", sticker: "Sticker", photo: "Photo", document: "Document", video: "Video",
    unknown: "Another kind of message", saved: "Saved.", gone: "This telephone does not answer; start it again.",
    too_large: "That photo has more than 16 MB.", template: "Template", from_city: "The city", mine: "Me",
    ideas: [
      "Halo",
      "The street light in front of Pasar Pahing has been out since Monday",
      "Jalan berlubang di Kelurahan Mojoroto, sudah dua orang jatuh",
      "What do I need for an identity card?",
      "petugas",
    ],
  },
};

const FAULTS = {
  id: {
    batch: "Pesan dalam satu webhook", repeat: "Setiap webhook dikirim … kali", reorder: "Diacak tiap … pesan",
    drop: "Bagian webhook yang hilang (0–1)", delay_ms: "Terlambat (milidetik)",
    lose_answers: "Bagian kiriman kota yang diterima tanpa jawaban (0–1)",
    error_code: "Tolak kiriman kota dengan kode", error_times: "… sebanyak (-1: selalu)",
    window_hours: "Pesan terakhir … jam lebih lama", media_expired: "Alamat unduhan kedaluwarsa (404)",
    media_gone: "Berkas sudah tidak ada", late_errors: "Penolakan datang belakangan",
    bad_signature: "Tanda tangan webhook salah",
  },
  en: {
    batch: "Messages in one webhook", repeat: "Each webhook is posted … times", reorder: "Shuffled every … messages",
    drop: "Share of webhooks that get lost (0–1)", delay_ms: "Late (milliseconds)",
    lose_answers: "Share of the city's messages taken without an answer (0–1)",
    error_code: "Refuse the city's messages with code", error_times: "… so many times (-1: always)",
    window_hours: "Last message … hours longer ago", media_expired: "Download addresses expired (404)",
    media_gone: "Files are gone", late_errors: "Refusals come later",
    bad_signature: "Webhooks signed wrongly",
  },
};

let language = "id";
const indonesian = {};

export const word = (key) => SAID[language][key];
export const faultWords = () => FAULTS[language];

export function speak(wanted) {
  language = wanted;
  document.documentElement.lang = wanted;
  for (const [attribute, set] of [["word", (e, w) => { e.textContent = w; }], ["hint", (e, w) => { e.placeholder = w; }]]) {
    for (const element of document.querySelectorAll(`[data-${attribute}]`)) {
      const key = element.dataset[attribute];
      indonesian[attribute + key] ??= attribute === "hint" ? element.placeholder : element.textContent;
      set(element, wanted === "en" ? ENGLISH[key] : indonesian[attribute + key]);
    }
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === wanted));
  }
  document.title = document.querySelector("h1").textContent;
}
