// Package intake reads what an applicant sends, the workbook with FormA, FormB and FormC and the evidence beside it, into an Application:
// the header, one disclosure for every item of the criteria edition, the evidence with digests and links, the outcome of each level and
// the findings of the pre-check (Arts 4, 5, 8, 10, 11 and 12).
//
// Rules that hold here:
//
//   - Labels and headings are found by their words, wherever they stand; no cell address is known in advance.
//   - What is written stays: every reading keeps the raw text and the cell beside it.
//   - A reading that is not sure is a finding that names both readings, never a guess.
//   - Every finding has a stable code, a severity, a place and, where a rule asks for it, its clause. All are returned.
//   - Nothing of the applicant's enters an error text (Art. 20); finding arguments are for the screen.
//
// The room has parts. From the bytes up: container opens ZIP files and walks XML, sheet is a workbook as read, odf and fields read OpenDocument and
// text files, workbook reads any of them, table finds the tables on sheets; normal, date, figure and choice read ways of writing, record holds
// what was read, drawn tells of shapes, answer reads one cell, form the three forms, evidence the files, probe what a file is; typed lays out what
// came on paper, template and markup write forms. Each imports only what stands before it. carry takes answers to another edition and imports
// this package; code lists all that the pre-check can say.
//
// The JSON of an Application is a contract: header, answers, levels, evidence, findings and load are what `shinsactl intake --json` prints.
package intake
