// Package evidence turns pages of 根拠資料 into pictures and text for the screen.
//
// Evidence comes from strangers. It is read in a process of its own, the page worker, which has no window, no desk and no key, is given the
// bytes of one document over a pipe, and answers with pictures and characters. Who takes too long is killed; what the file made of the
// worker goes with it, and the next page starts a new one. Inside the worker, PDF is read by PDFium compiled to WebAssembly: without a file
// system, a clock of its own or more memory than MemoryLimit. Pictures, text, tables, DOCX, XLSX and PPTX are read by our own code, which
// measures before it spends. What takes longer than DefaultPatience ends with its worker, and a page that somebody turned away from as soon as
// another waits for it; a worker that waits ends with its desk (Forget). Nothing runs, nothing is fetched, and nothing of any document is written to disk: pages that were drawn stay in
// memory, up to CacheBytes, and go with the document.
//
// Where no worker can be started, documents are read in this process, with a guard in the engine that stops a slow page and makes every
// page several times slower.
//
// # Coordinates
//
// A page has points (1/72 inch) with the origin at its top left, as displayed. A PDF has its own; a picture has 96 pixels to the inch; text
// and tables have the page this program sets them on.
//
// # Between window and worker
//
// Both sides send messages: the length of a head and of a body as 32-bit little-endian numbers, the head as JSON, the body as bytes. The
// window asks (open, page, text, glyphs, close) and gets one answer. While it works, the worker asks back for stretches of the file (read),
// which the window answers (data). A page comes as its size (canvas), which is known before it is drawn, and its pixels (band), half a megabyte
// at a time: paper as a length, letters as greys, so that one in ten goes through the pipe. Those of glyphs are five 32-bit numbers each. What
// is longer than a page can be ends the worker.
//
// # Memory
//
// A sheet somebody released and the cache forgot lends its memory to the next page of the document. A page of nine megabytes would otherwise
// be cleared, collected and mapped anew each time it is turned, which costs more than unpacking it.
package evidence
