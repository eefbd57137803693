// Package paper composes the papers of the scheme: reports, opinions, certificates, notices and letters, as PDF files.
//
// Each paper is a plain struct that holds what is to be said; its method on [Press] returns a [Document]. Nothing is decided here:
// who conforms, what is valid until when, which clause applies, all of it comes in as data. The body's name, signatory, wording and
// way of writing dates are data too ([Profile]), because bodies are renamed and wordings amended. The words that are fixed on a kind
// of paper are Japanese by nature; the certificate adds English.
//
// The room is divided: frame is what all papers have in common, letter the letters of the body, report a member's report; what stands here
// is the certificate, the declaration, and the papers of the committee. How text and tables are set is the business of package sheet. This
// package is the door to all of them: callers name every paper by it.
//
// The rules of the room:
//
//   - the same input gives the same bytes; the only date in a file is the paper's own;
//   - not one character of the input is lost ([Document.Missing] names those no font could draw);
//   - papers that show what an applicant disclosed carry 取扱注意 on every page (Art. 20);
//   - papers made from sample data, or on a rehearsal desk, carry 見本 on every page;
//   - a report that is not sealed yet carries 下書き on every page;
//   - a refusal, an improvement request and a revocation name the clause they rest on (Arts 6-4, 16, 17-2).
package paper
