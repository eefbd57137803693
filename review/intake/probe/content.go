package probe

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strconv"
)

var (
	encryptKey = regexp.MustCompile(`/Encrypt\b`)
	isCatalog  = regexp.MustCompile(`/Type\s*/Catalog\b`)
	isPage     = regexp.MustCompile(`/Type\s*/Page\b`)
	isPages    = regexp.MustCompile(`/Type\s*/Pages\b`)
	rootKey    = regexp.MustCompile(`/Root\s+(\d+)\s+\d+\s+R`)
	pagesKey   = regexp.MustCompile(`/Pages\s+(\d+)\s+\d+\s+R`)
	kidsKey    = regexp.MustCompile(`/Kids\s*(\[[^\]]*\]|(\d+)\s+\d+\s+R)`)
	acting     = regexp.MustCompile(`/(?:JavaScript|JS|Launch|RichMedia)\b`)
	hexName    = regexp.MustCompile(`#[0-9A-Fa-f]{2}`)
	noContent  = regexp.MustCompile(`/Subtype\s*/Image\b|/Type\s*/(?:XRef|ObjStm|Metadata|EmbeddedFile)\b|/Length1\b|/FontFile|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)\b|/FunctionType\b|/(?:CMapName|CIDSystemInfo)\b`)
	showsText  = regexp.MustCompile(`(?s)\bBT\b.*?[)>\]]\s*(?:Tj|TJ|'|")`)
)

func (d *document) encrypted() bool {
	for _, t := range d.trailer {
		if encryptKey.Match(t) {
			return true
		}
	}
	return false
}

// active reports actions that would run or start something.
func (d *document) active() bool {
	for _, o := range d.objects {
		text := o.text
		if bytes.IndexByte(text, '#') >= 0 {
			text = hexName.ReplaceAllFunc(text, func(m []byte) []byte {
				n, err := strconv.ParseUint(string(m[1:]), 16, 8)
				if err != nil {
					return m
				}
				return []byte{byte(n)}
			})
		}
		if acting.Match(text) {
			return true
		}
	}
	return false
}

// pages returns the page objects in the tree below the catalog; where the tree is broken, every page object there is.
func (d *document) pages() []int {
	if m := pagesKey.FindSubmatch(d.catalog()); m != nil {
		var out []int
		root, err := strconv.Atoi(string(m[1]))
		if err == nil && d.walk(root, map[int]bool{}, &out) && len(out) > 0 {
			return out
		}
	}
	var out []int
	for num, o := range d.objects {
		if isPage.Match(o.text) {
			out = append(out, num)
		}
	}
	return out
}

// catalog returns the text of the catalog: the one the last trailer names, or the first that calls itself one.
func (d *document) catalog() []byte {
	for _, t := range slices.Backward(d.trailer) {
		if o, ok := d.objects[number(rootKey, t)]; ok && isCatalog.Match(o.text) {
			return o.text
		}
	}
	for _, num := range slices.Sorted(maps.Keys(d.objects)) {
		if isCatalog.Match(d.objects[num].text) {
			return d.objects[num].text
		}
	}
	return nil
}

func (d *document) walk(num int, seen map[int]bool, out *[]int) bool {
	o, ok := d.objects[num]
	if !ok || seen[num] || len(seen) > maxObjects {
		return false
	}
	seen[num] = true
	kids := kidsKey.FindSubmatch(o.text)
	if kids == nil {
		if isPage.Match(o.text) || !isPages.Match(o.text) {
			*out = append(*out, num)
			return true
		}
		return false
	}
	list := kids[1]
	if len(kids[2]) > 0 {
		n, err := strconv.Atoi(string(kids[2]))
		if err != nil {
			return false
		}
		list = d.objects[n].text
	}
	for _, r := range refPattern.FindAllSubmatch(list, -1) {
		n, err := strconv.Atoi(string(r[1]))
		if err != nil || !d.walk(n, seen, out) {
			return false
		}
	}
	return true
}

// hasText reports whether any content stream shows text, visible or as the hidden layer of a scan.
func (d *document) hasText() bool {
	for _, o := range d.objects {
		if o.stream == nil || noContent.Match(o.text) || d.left <= 0 {
			continue
		}
		if showsText.Match(d.expand(o)) {
			return true
		}
	}
	return false
}
