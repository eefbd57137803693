// Package record holds what is read of an application, whatever read it: the header (FormA), the disclosures (FormB), the rows of
// evidence (FormC) and the values they come to.
//
// It is data and its JSON. The JSON is a contract: it is what `shinsactl intake --json` prints and what travels in a dossier. A value that
// could not be read for sure is absent, never guessed; the raw text and the cell stand beside it.
package record
