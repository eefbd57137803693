package archive

import (
	"encoding/xml"
	"strings"

	"shinsa/review/pdfseal/object"
)

const srgbName = "sRGB IEC61966-2.1"

// describe gives the catalog what says how to read the file: metadata, the meaning of colours, the language.
func (p *pass) describe() error {
	metadata := p.add(&object.Stream{Dict: object.NewDict("Type", object.Name("Metadata"), "Subtype", object.Name("XML")), Data: p.xmp()})
	profile := p.add(&object.Stream{Dict: object.NewDict("N", 3, "Alternate", object.Name("DeviceRGB"), "Filter", object.Name("FlateDecode")), Data: srgbStream()})
	p.catalog.Set("Metadata", metadata)
	p.catalog.Set("OutputIntents", object.Array{object.NewDict(
		"Type", object.Name("OutputIntent"), "S", object.Name("GTS_PDFA1"),
		"OutputConditionIdentifier", object.String(srgbName), "Info", object.String(srgbName), "DestOutputProfile", profile)})
	if p.Lang != "" {
		p.catalog.Set("Lang", object.Text(plain(p.Lang)))
	}
	p.catalog.Set("ViewerPreferences", object.NewDict("DisplayDocTitle", true))
	p.catalog.Delete("OpenAction") // the reader decides how large the first page is
	return nil
}

// info is the older form of the metadata; PDF/A asks that both say the same.
func (p *pass) info() *object.Dict {
	d := object.NewDict("Title", object.Text(p.Title))
	if p.Author != "" {
		d.Set("Author", object.Text(p.Author))
	}
	if p.Program != "" {
		d.Set("Creator", object.Text(p.Program))
		d.Set("Producer", object.Text(p.Program))
	}
	d.Set("CreationDate", object.Date(p.Created))
	d.Set("ModDate", object.Date(p.Created))
	return d
}

// xmp is the metadata packet (ISO 16684-1).
func (p *pass) xmp() []byte {
	when := p.Created.Format("2006-01-02T15:04:05-07:00")
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n")
	block := func(prefix, space, body string) {
		b.WriteString(`<rdf:Description rdf:about="" xmlns:` + prefix + `="` + space + `">` + body + "</rdf:Description>\n")
	}
	block("pdfaid", "http://www.aiim.org/pdfa/ns/id/", "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>")
	dc := `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + escape(p.Title) + "</rdf:li></rdf:Alt></dc:title>"
	if p.Author != "" {
		dc += "<dc:creator><rdf:Seq><rdf:li>" + escape(p.Author) + "</rdf:li></rdf:Seq></dc:creator>"
	}
	block("dc", "http://purl.org/dc/elements/1.1/", dc)
	dates := "<xmp:CreateDate>" + when + "</xmp:CreateDate><xmp:ModifyDate>" + when + "</xmp:ModifyDate>"
	if p.Program != "" {
		dates = "<xmp:CreatorTool>" + escape(p.Program) + "</xmp:CreatorTool>" + dates
		block("pdf", "http://ns.adobe.com/pdf/1.3/", "<pdf:Producer>"+escape(p.Program)+"</pdf:Producer>")
	}
	block("xmp", "http://ns.adobe.com/xap/1.0/", dates)
	b.WriteString("</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return []byte(b.String())
}

func escape(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}
