package i18n

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"
)

// common are the values every finding has: what shows it adds them from the finding's own fields.
var common = []string{"criterion", "field", "evidence", "file", "at", "clause", "severity"}

// raisers are the constructors of package fault: where the code stands, and where the pairs of values begin (0: it has none).
var raisers = map[string]struct{ code, pairs int }{
	"New": {1, 2}, "By": {1, 2}, "Wrap": {1, 3}, "Refuse": {1, 0},
}

// reader reads one file for the source.
type reader struct {
	*source
	dir     string
	imports map[string]string
	within  []ast.Node // functions around the current node, outermost first
}

func (r *reader) read(f *ast.File) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			r.within = append(r.within[:0], n)
		case *ast.BasicLit:
			if s, ok := literal(n); ok {
				r.literals[s] = true
			}
		case *ast.BinaryExpr:
			if p, ok := r.joined(n); ok {
				r.patterns = append(r.patterns, p)
			}
		case *ast.CallExpr:
			r.call(n)
		case *ast.CompositeLit:
			r.composite(n, n.Type)
		}
		return true
	})
}

// joined returns a pattern for a key put together with +, from a literal that begins with an area and a dot.
func (r *reader) joined(e ast.Expr) (*regexp.Regexp, bool) {
	parts := summands(e)
	first, ok := literal(parts[0])
	if !ok || len(parts) < 2 || !keyStart.MatchString(first) {
		return nil, false
	}
	var p strings.Builder
	for _, part := range parts {
		if s, ok := literal(part); ok {
			p.WriteString(regexp.QuoteMeta(s))
		} else {
			p.WriteString(`.+`)
		}
	}
	return regexp.MustCompile("^" + p.String() + "$"), true
}

// summands returns what is put together with +.
func summands(e ast.Expr) []ast.Expr {
	if b, ok := e.(*ast.BinaryExpr); ok && b.Op == token.ADD {
		return append(summands(b.X), summands(b.Y)...)
	}
	return []ast.Expr{e}
}

var keyStart = regexp.MustCompile(`^[a-z][a-z0-9_]*\.[a-z0-9_.]*$`)

// call notes what a call says or raises.
func (r *reader) call(c *ast.CallExpr) {
	name, on := calleeOf(c)
	if raise, ok := raisers[name]; ok && on == "fault" && r.imports["fault"] != "" && len(c.Args) > raise.code {
		given, known := r.pairs(c, raise.pairs)
		r.raise(c.Args[raise.code], given, known)
		return
	}
	if (name == "T" || name == "N" || name == "Map") && on != "" && len(c.Args) > 0 {
		skip := map[string]int{"T": 1, "N": 2}[name]
		given, known := r.pairs(c, skip)
		if name == "N" {
			given = append(given, "n")
		}
		r.say(c.Args[0], given, known && name != "Map")
		return
	}
	if by, ok := r.carriers[r.dir][name]; ok && by.at < len(c.Args) {
		for _, passed := range r.resolve(c.Args[by.at]) {
			r.carried(c, by, passed)
		}
	}
}

// carrier is a function that passes a parameter on: a code, or a key or the part of one that it puts together.
type carrier struct {
	at     int         // position of the parameter
	code   bool        // it is a code
	around [][2]string // what the function puts before and behind a part of a key
}

// carrierOf looks at the parameters of a function and, for one named key, at what its body puts around it; body may be nil.
func carrierOf(fn *ast.FuncType, body *ast.BlockStmt) (carrier, bool) {
	if i, ok := fieldAt(fn.Params, "code"); ok {
		return carrier{at: i, code: true}, true
	}
	i, ok := fieldAt(fn.Params, "key")
	c := carrier{at: i}
	if !ok || body == nil {
		return c, ok
	}
	ast.Inspect(body, func(n ast.Node) bool {
		sum, isSum := n.(*ast.BinaryExpr)
		if !isSum {
			return true
		}
		if before, behind, ok := around(sum, "key"); ok && keyStart.MatchString(before) {
			c.around = append(c.around, [2]string{before, behind})
		}
		return false
	})
	return c, true
}

// around returns the literals before and behind a variable in a sum that has nothing else.
func around(sum *ast.BinaryExpr, name string) (before, behind string, ok bool) {
	found := false
	for _, part := range summands(sum) {
		s, isLiteral := literal(part)
		switch {
		case isLiteral && found:
			behind += s
		case isLiteral:
			before += s
		case isIdent(part, name) && !found:
			found = true
		default:
			return "", "", false
		}
	}
	return before, behind, found
}

// carried notes what a carrier was given.
func (r *reader) carried(c *ast.CallExpr, by carrier, passed string) {
	switch {
	case passed == "":
	case by.code:
		r.note(c, "fault."+passed, nil, false, true)
	case strings.Contains(passed, ".") && !strings.Contains(passed, " "):
		r.note(c, passed, nil, false, false)
	default:
		for _, a := range by.around {
			r.note(c, a[0]+passed+a[1], nil, false, false)
		}
	}
}

func calleeOf(c *ast.CallExpr) (name, on string) {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name, ""
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok {
			return f.Sel.Name, x.Name
		}
		return f.Sel.Name, "?"
	}
	return "", ""
}

// pairs returns the names in the name, value pairs of a call from position first on, and whether all of them are literals.
func (r *reader) pairs(c *ast.CallExpr, first int) (given []string, known bool) {
	if first == 0 || c.Ellipsis.IsValid() {
		return nil, false
	}
	for i := first; i < len(c.Args); i += 2 {
		name, ok := literal(c.Args[i])
		if !ok {
			return nil, false
		}
		given = append(given, name)
	}
	return given, true
}

// composite notes the codes in a finding or refusal written as a literal, or in a table of ours with a column code.
func (r *reader) composite(c *ast.CompositeLit, typ ast.Expr) {
	name, elem := r.typeName(typ)
	if elem != nil {
		for _, e := range c.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				e = kv.Value
			}
			if inner, ok := e.(*ast.CompositeLit); ok && inner.Type == nil {
				r.composite(inner, elem)
			}
		}
		return
	}
	at, ours := r.records[r.dir][name]
	if st, ok := typ.(*ast.StructType); ok {
		at, ours = fieldAt(st.Fields, "code", "Code")
	}
	isFault := name == "fault.Finding" || name == "fault.Error"
	if !isFault && !ours {
		return
	}
	given, known := slices.Clone(common), isFault
	var code ast.Expr
	for i, e := range c.Elts {
		kv, keyed := e.(*ast.KeyValueExpr)
		switch {
		case !keyed && i == at:
			code = e
		case !keyed:
		case isIdent(kv.Key, "Code"), isIdent(kv.Key, "code"):
			code = kv.Value
		case isIdent(kv.Key, "Args"):
			var names []string
			names, known = mapKeys(kv.Value)
			given = append(given, names...)
		}
	}
	if code != nil {
		r.raise(code, given, known)
	}
}

func isIdent(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

func mapKeys(e ast.Expr) (keys []string, known bool) {
	m, ok := e.(*ast.CompositeLit)
	if !ok {
		return nil, false
	}
	for _, e := range m.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			return nil, false
		}
		k, ok := literal(kv.Key)
		if !ok {
			return nil, false
		}
		keys = append(keys, k)
	}
	return keys, true
}

// typeName returns the name of a composite's type, or the type of its elements when it is a list or map.
func (r *reader) typeName(typ ast.Expr) (name string, elem ast.Expr) {
	switch x := typ.(type) {
	case *ast.ArrayType:
		return "", x.Elt
	case *ast.MapType:
		return "", x.Value
	case *ast.StarExpr:
		return r.typeName(x.X)
	case *ast.Ident:
		return x.Name, nil
	case *ast.SelectorExpr:
		pkg, _ := x.X.(*ast.Ident)
		if pkg != nil && pkg.Name == "fault" && x.Sel.Name == "List" {
			return "", &ast.SelectorExpr{X: pkg, Sel: ast.NewIdent("Finding")}
		}
		if pkg != nil {
			return pkg.Name + "." + x.Sel.Name, nil
		}
	}
	return "", nil
}

// resolve returns every string an expression can be, as far as the source of its own function and the constants say.
func (r *reader) resolve(e ast.Expr) []string {
	if s, ok := literal(e); ok {
		return []string{s}
	}
	switch x := e.(type) {
	case *ast.Ident:
		if v, ok := r.consts[r.dir][x.Name]; ok {
			return []string{v}
		}
		return r.assigned(x.Name)
	case *ast.SelectorExpr:
		if pkg, ok := x.X.(*ast.Ident); ok {
			if v, ok := r.consts[r.imports[pkg.Name]][x.Sel.Name]; ok {
				return []string{v}
			}
		}
	case *ast.CallExpr:
		if len(x.Args) == 1 { // a conversion
			return r.resolve(x.Args[0])
		}
	}
	return nil
}

// assigned returns the strings given to a variable within the current function.
func (r *reader) assigned(name string) []string {
	var out []string
	if len(r.within) == 0 {
		return nil
	}
	ast.Inspect(r.within[0], func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, l := range n.Lhs {
				if i < len(n.Rhs) && isIdent(l, name) {
					if s, ok := literal(n.Rhs[i]); ok && s != "" {
						out = append(out, s)
					}
				}
			}
		case *ast.ValueSpec:
			for i, v := range n.Values {
				if s, ok := literal(v); ok && s != "" && n.Names[i].Name == name {
					out = append(out, s)
				}
			}
		}
		return true
	})
	return out
}

// raise notes a code.
func (r *reader) raise(e ast.Expr, given []string, known bool) {
	codes := r.resolve(e)
	for _, code := range codes {
		if code != "" {
			r.note(e, "fault."+code, given, known, true)
		}
	}
	if len(codes) == 0 && !passedOn(e) {
		r.unread = append(r.unread, r.at(e))
	}
}

// passedOn reports whether e hands on a code that was noted where it arose: a parameter or field named code.
func passedOn(e ast.Expr) bool {
	switch x := e.(type) {
	case *ast.Ident:
		return x.Name == "code"
	case *ast.SelectorExpr:
		return x.Sel.Name == "code" || x.Sel.Name == "Code"
	case *ast.CallExpr:
		return len(x.Args) == 1 && passedOn(x.Args[0])
	}
	return false
}

// say notes a key.
func (r *reader) say(e ast.Expr, given []string, known bool) {
	if p, ok := r.joined(e); ok {
		r.said = append(r.said, saying{at: r.at(e), key: p, name: p.String(), given: given, known: known})
		return
	}
	for _, key := range r.resolve(e) {
		r.note(e, key, given, known, false)
	}
}

func (r *reader) note(n ast.Node, key string, given []string, known, isFault bool) {
	if isFault {
		given = append(slices.Clone(given), common...)
	}
	r.said = append(r.said, saying{
		at: r.at(n), key: regexp.MustCompile("^" + regexp.QuoteMeta(key) + "$"), name: key, exact: true, given: given, known: known,
	})
}

func (r *reader) at(n ast.Node) string {
	p := r.fset.Position(n.Pos())
	return strings.TrimPrefix(p.String(), r.root+"/")
}
