// Package evidence turns pages of 根拠資料 into pictures and text for the screen.
//
// Evidence comes from strangers. PDF is read by PDFium compiled to WebAssembly: it runs inside this program without a file system, a
// clock of its own or more memory than MemoryLimit, and is stopped when a page takes longer than the time allowed. An instance that was
// stopped or trapped is thrown away; the next page starts a new one. PNG and JPEG are measured before they are decoded. Nothing is written
// to disk but the compiled engine, which holds nothing of any document.
//
// The first start compiles the engine, which takes seconds; with a folder for the compiled form later starts take about a tenth of one.
package evidence
