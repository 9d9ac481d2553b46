"""The sentences that the bot says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Key → (Indonesian, English). The city may say it its own way: its text ``chat_<key>`` goes before.
SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "greeting": (
        ("Halo! Ini layanan aduan {city}. Ceritakan apa yang terjadi dan di mana letaknya; foto atau "
        "lokasi boleh menyusul. "
        "Mau bicara dengan orang? Tulis *petugas*."),
        ("Hello! This is the complaint service of {city}. Tell us what happened and where; a photo or a "
        "location may follow. "
        "Rather talk to a person? Write *officer*."),
    ),
    "tell": ("Silakan, apa yang ingin Anda sampaikan?", "Go ahead: what would you like to tell us?"),
    "tell_of_photo": (
        "Fotonya sudah kami simpan. Apa yang terjadi di situ?",
        "Your photo is kept. What happened there?",
    ),
    "tell_of_place": (
        "Lokasinya sudah kami catat: {place}. Apa yang terjadi di situ?",
        "We have noted the place: {place}. What happened there?",
    ),
    "tell_more": (
        "Boleh ceritakan sedikit lagi? Misalnya sejak kapan, atau apa akibatnya.",
        "Could you tell a little more? For example since when, or what it does.",
    ),
    "tell_anew": (
        "Baik, tulis laporan Anda sekali lagi. Tulisan baru menggantikan yang tadi.",
        "All right, write your report once more. The new words take the place of the old.",
    ),
    "where": (
        ("Baik, kami catat. Di mana letaknya? Sebutkan jalan, kelurahan, atau patokan terdekat, atau kirim "
        "lokasi."),
        "Noted. Where is it? Name the street, the kelurahan or a landmark, or send a location.",
    ),
    "where_and_more": (
        "Baik, kami catat. Di mana letaknya, dan sejak kapan? Boleh juga kirim lokasi atau foto.",
        "Noted. Where is it, and since when? You may also send a location or a photo.",
    ),
    "photo_kept": ("Fotonya sudah kami simpan.", "Your photo is kept."),
    "file_kept": ("Berkasnya sudah kami simpan.", "Your file is kept."),
    "voice_kept": ("Pesan suara Anda sudah kami simpan.", "Your voice message is kept."),
    "check": ("Sudah benar?\n\n{summary}\n\nKirim laporan ini?", ("Is this right?\n\n{summary}\n\nSend "
    "this report?")),
    "secrecy": (
        ("Agar nama Anda tidak terlihat instansi tulis *anonim*; agar laporan tidak tampil untuk umum "
        "tulis *rahasia*."),
        ("To hide your name from the agency write *anonymous*; to keep the report from the public write "
        "*confidential*."),
    ),
    "what_to_change": (
        "Baik, belum kami kirim. Tulis apa yang perlu ditambah, atau pilih di bawah.",
        "All right, it is not sent. Write what is missing, or choose below.",
    ),
    "anonymous": ("Baik, nama Anda tidak kami tunjukkan.", "All right, we do not show your name."),
    "confidential": ("Baik, laporan ini kami rahasiakan.", "All right, we keep this report confidential."),
    "outside": (
        "Titik itu di luar {city}. Tetap kami terima, lalu kami teruskan kepada yang berwenang.",
        "That point lies outside {city}. We take it all the same and pass it on to whoever is competent.",
    ),
    "filed": (
        ("Terima kasih, laporan Anda kami terima.\nKode: *{code}*\nIkuti di {link}\n\nPetugas memeriksanya "
        "dulu, lalu "
        "meneruskannya ke instansi. Kabarnya datang di sini. Masih ada foto? Kirim saja, kami tambahkan."),
        ("Thank you, we have received your report.\nCode: *{code}*\nFollow it at {link}\n\nAn officer "
        "reads it and passes it "
        "on to the agency. News comes here. Another photo? Just send it, we add it."),
    ),
    "filed_with": (
        ("Terima kasih, laporan Anda kami terima, bersama laporan *{lead}*. {count}\nKode Anda sendiri: *{code}*\n"
        "Ikuti di {link}\n\nKabarnya datang di sini. Masih ada foto? Kirim saja, kami tambahkan."),
        ("Thank you, we have received your report, together with report *{lead}*. {count}\nYour own code: *{code}*\n"
        "Follow it at {link}\n\nNews comes here. Another photo? Just send it, we add it."),
    ),
    "count": ("Kini {n} warga melaporkannya.", "{n} citizens have now reported it."),
    "place_later": (
        "Letaknya belum jelas bagi kami. Balas dengan nama jalan dan kelurahannya, ya.",
        "We are not sure yet where it is. Please answer with the street and the kelurahan.",
    ),
    "listen_later": (
        "Pesan suara Anda akan didengarkan petugas.", "An officer will listen to your voice message.",
    ),
    "trouble": (
        "Maaf, laporan Anda belum dapat kami simpan. Ceritanya tidak hilang; petugas akan membantu Anda.",
        "Sorry, we could not file your report yet. Nothing is lost; an officer will help you.",
    ),
    "ended": (
        ("Laporan *{code}* sudah ditutup, jadi tidak dapat kami ubah lagi. Bila masalahnya ada lagi, "
        "ceritakan di sini."),
        "Report *{code}* is closed, so it cannot be changed. If the matter is there again, tell us here.",
    ),
    "reopen_asked": (
        "Laporan *{code}* sudah ditutup. Permintaan Anda agar dibuka kembali kami sampaikan ke petugas.",
        "Report *{code}* is closed. We have asked an officer to open it again.",
    ),
    "sort": (
        "Apakah ini tambahan untuk laporan *{code}*, atau laporan baru?",
        "Does this belong to report *{code}*, or is it a new one?",
    ),
    "added": ("Terima kasih, sudah kami tambahkan ke *{code}*.", "Thank you, added to *{code}*."),
    "replied": (
        "Terima kasih, jawaban Anda kami teruskan ke petugas (*{code}*).",
        "Thank you, your answer goes to the officer (*{code}*).",
    ),
    "asked": (
        "Petugas menunggu jawaban Anda tentang laporan *{code}*. Balas di sini, ya.",
        "An officer waits for your answer about report *{code}*. Just reply here.",
    ),
    "solved": (
        "Laporan *{code}* sudah ditanggapi. Apakah masalahnya sudah beres?",
        "Report *{code}* was answered. Is the matter settled?",
    ),
    "confirmed": (
        "Terima kasih, laporan *{code}* kami tutup. Seberapa puas Anda? Balas dengan angka 1 sampai 5.",
        "Thank you, we close report *{code}*. How satisfied are you? Answer with a number from 1 to 5.",
    ),
    "settled": ("Terima kasih, laporan *{code}* kami tutup.", "Thank you, we close report *{code}*."),
    "unfinished": (
        "Cerita Anda tadi belum dikirim. Balas *kirim* bila sudah cukup; petugas kami juga melihatnya.",
        "What you told us is not sent yet. Answer *send* if it is complete; our officers will look at it, too.",
    ),
    "what_is_left": ("Maaf mendengarnya. Apa yang belum beres?", ("Sorry to hear that. What is not settled "
    "yet?")),
    "objected": (
        "Terima kasih. Laporan *{code}* kembali ke instansi, bersama kata-kata Anda.",
        "Thank you. Report *{code}* goes back to the agency with your words.",
    ),
    "why_up": (
        "Baik, laporan *{code}* dapat kami bawa ke tingkat berikutnya, satu kali. Ceritakan mengapa Anda tidak setuju.",
        "All right, report *{code}* can go to the next level, once. Please tell us why you do not agree.",
    ),
    "up": (
        "Terima kasih, permintaan Anda untuk laporan *{code}* kami catat. Kabarnya kami sampaikan di sini.",
        "Thank you, we noted what you ask for report *{code}*. We send you the news here.",
    ),
    "rated": ("Terima kasih atas penilaian Anda!", "Thank you for your rating!"),
    "status": ("Laporan *{code}*: {status}.{agency}{due}\n{link}", ("Report *{code}*: "
    "{status}.{agency}{due}\n{link}")),
    "code_unknown": (
        "Kode {code} tidak kami temukan. Coba periksa lagi huruf dan angkanya.",
        "We found no report {code}. Please check its letters and digits.",
    ),
    "which_code": (
        "Kirim kode laporan Anda, misalnya {prefix}-2206-7Q4KX.",
        "Send the code of your report, for example {prefix}-2206-7Q4KX.",
    ),
    "article": (
        "*{title}*\n{brief}\n{link}\n\nApakah ini menjawab?",
        "*{title}*\n{brief}\n{link}\n\nDoes this answer it?",
    ),
    "article_expired": (
        "_Keterangan lama: tanyakan dulu sebelum berangkat._",
        "_Old information: please ask before you set out._",
    ),
    "article_unconfirmed": (
        "_Contoh, belum dipastikan instansinya: tanyakan dulu sebelum berangkat._",
        "_An example its office has not confirmed: please ask before you set out._",
    ),
    "glad": ("Senang bisa membantu. Ada lagi? Tulis saja.", "Glad to help. Anything else? Just write."),
    "forward": (
        "Maaf, jawabannya belum ada pada kami. Kami teruskan pertanyaan ini ke instansi?\n\n{summary}",
        "Sorry, we have no answer to that yet. Shall we pass this question on to the agency?\n\n{summary}",
    ),
    "thanks": ("Sama-sama. Semoga lancar semuanya.", "You are welcome."),
    "cancelled": ("Baik, dibatalkan. Kapan saja boleh bercerita lagi.", ("All right, cancelled. You can "
    "tell us any time.")),
    "person": ("Baik, petugas kami akan membalas di sini.", "All right, an officer will answer here."),
    "closed_now": (
        "Kantor sedang tutup; petugas membaca pesan Anda mulai pukul {opens} pada hari kerja.",
        "The office is closed now; officers read your words from {opens} on a working day.",
    ),
    "voice": (
        ("Pesan suara Anda sudah kami simpan, dan petugas akan mendengarkannya. Sambil menunggu, boleh "
        "juga ditulis singkat."),
        ("Your voice message is kept, and an officer will listen to it. Meanwhile you may also write it in "
        "short."),
    ),
    "emergency": (
        "Bila ini darurat, *hubungi {number} sekarang*, siang dan malam. Petugas kami juga sudah diberi tahu.",
        "If this is an emergency, *call {number} now*, day or night. Our officers are told as well.",
    ),
    "danger": (
        ("⚠️ Ini terdengar berbahaya. *Hubungi {number} sekarang.*\n\nAnda menulis tentang {about}. "
        "Laporan Anda tetap kami terima, dan kami dahulukan."),
        ("⚠️ This sounds dangerous. *Call {number} now.*\n\nYou wrote about {about}. We still take your "
        "report, and put it first."),
    ),
    "may_be_danger": (
        "Bila ini sedang terjadi, hubungi {number} sekarang.", "If this is happening now, call {number} now.",
    ),
    "same": (
        ("Mungkin ini sudah dilaporkan:\n\n*{title}*\n{about}\n\nApakah ini hal yang sama? Bila ya, laporan Anda kami "
        "catat bersama laporan itu, dengan kode Anda sendiri."),
        ("This may have been reported already:\n\n*{title}*\n{about}\n\nIs it the same matter? If so, yours goes "
        "together with that report, under a code of your own."),
    ),
    "ask_spot": (
        ("Di sebelah mana persisnya? Nama jalan dan nomor, RT/RW, atau patokan terdekat; boleh juga kirim lokasi. "
        "Kalau tidak tahu, tulis *tidak tahu*."),
        ("Where exactly? The street and number, RT/RW or a landmark nearby; or send a location. If you do not know, "
        "write *do not know*."),
    ),
    "ask_which": (
        "Bantuan atau surat yang mana? Misalnya PKH, BPNT, KTP, atau akta. Kalau tidak tahu, tulis *tidak tahu*.",
        "Which aid or paper is it? PKH, BPNT, KTP, for example. If you do not know, write *do not know*.",
    ),
    "ask_who": (
        ("Di kantor mana, atau siapa orangnya? Sebutkan yang Anda tahu saja; umum tidak membacanya. Kalau tidak tahu, "
        "tulis *tidak tahu*."),
        ("At which office was it, or who was it? Just what you know; the public does not read it. If you do not know, "
        "write *do not know*."),
    ),
    "ask_when": (
        "Kapan kejadiannya? Kira-kira saja sudah membantu. Kalau tidak ingat, tulis *tidak tahu*.",
        "When was it? Roughly is enough. If you do not remember, write *do not know*.",
    ),
    "sticker": ("Stikernya lucu, tetapi kami belum bisa membacanya.", "Nice sticker, but we cannot read it."),
    "card": ("Kartu kontak belum bisa kami baca di sini.", "We cannot read contact cards here."),
    "strange": (
        "Pesan jenis ini belum bisa kami baca. Tulis saja, atau kirim foto atau lokasi.",
        "We cannot read this kind of message. Please write, or send a photo or a location.",
    ),
    "slowly": (
        "Pelan-pelan, ya. Semua pesan Anda tersimpan; tunggu sebentar lalu lanjutkan.",
        "Slowly, please. All your messages are kept; wait a moment and go on.",
    ),
    "send_again": (
        "Maaf, kirimannya tidak sampai utuh kepada kami. Boleh kirim sekali lagi?",
        "Sorry, what you sent did not reach us whole. Could you send it again?",
    ),
}  # fmt: skip
