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
// The room has parts. From the bytes up: container opens ZIP files and
// walks XML, sheet is what was read, odf and fields read OpenDocument and text files, workbook reads any of them, table finds the tables, normal, date, figure and choice read ways of writing, answer
// one cell, form the three forms, evidence the files; typed lays out what came on paper, carry takes answers to another edition, template and
// markup write forms, probe looks into files, record holds what was read. Each imports what stands before it in this list, never this package but carry.
//
// The JSON of an Application is a contract: header, answers, levels, evidence, findings and load are what `shinsactl intake --json` prints.
package intake
