package mess

// field is a field of FormA: its label in usual writings, a value and what it comes to.
type field struct {
	name   string
	labels []string
	values []string
	want   string
}

var fields = []field{
	{"kind", []string{"申請区分", "申請の区分", "申請 区分", "１　申請区分", "申請種別"}, []string{"新規", "☑新規　□更新　□変更", "■新規 □更新 □変更", "新規申請", "○新規　更新　変更", "①新規"}, "new"},
	{"application_date", []string{"申請日", "申請年月日", "提出日"}, []string{"2026年4月20日", "令和8年4月20日", "R8.4.20", "2026/4/20", "令和　8年　4月　20日"}, "2026-04-20"},
	{"operator_name", []string{"事業者名", "申請者名", "会社名", "法人名", "商号又は名称", "事業者名【必須】", "事業者名（必須）", "事 業 者 名", "* 事業者名"}, []string{"見本クラウド株式会社"}, "見本クラウド株式会社"},
	{"operator_kana", []string{"事業者名（フリガナ）", "フリガナ", "ふりがな", "事業者名フリガナ"}, []string{"ミホンクラウドカブシキガイシャ"}, "ミホンクラウドカブシキガイシャ"},
	{"corporate_number", []string{"法人番号", "法人番号（13桁）", "法人番号\n(13桁)"}, []string{"7999901000001", "７９９９９０１０００００１", "7-9999-0100-0001", "7 9999 0100 0001", "T7999901000001"}, "7999901000001"},
	{"representative_title", []string{"代表者役職", "代表者の役職"}, []string{"代表取締役"}, "代表取締役"},
	{"representative_name", []string{"代表者氏名", "代表者の氏名", "代表者名"}, []string{"見本 太郎"}, "見本 太郎"},
	{"postal_code", []string{"郵便番号", "〒"}, []string{"000-0001", "〒000-0001", "０００－０００１", "0000001", "〒000ー0001"}, "000-0001"},
	{"address", []string{"住所", "所在地", "本店所在地", "本社所在地"}, []string{"東京都見本区一丁目2番3号"}, "東京都見本区一丁目2番3号"},
	{"contact_department", []string{"部署・役職", "担当部署", "所属部署", "部署名"}, []string{"総務部"}, "総務部"},
	{"contact_name", []string{"担当者氏名", "担当者名", "ご担当者氏名", "担当者の氏名"}, []string{"見本 次郎"}, "見本 次郎"},
	{"contact_phone", []string{"電話番号", "電話", "TEL", "ＴＥＬ", "電話番号（代表）"}, []string{"03-0000-0001", "０３－００００－０００１", "03(0000)0001", "(03)0000-0001", "03 0000 0001", "03ー0000ー0001"}, "03-0000-0001"},
	{"contact_email", []string{"電子メール", "メールアドレス", "E-mail", "e-mail", "Ｅメール", "電子メールアドレス", "Mail"}, []string{"a@mihon.example", "ａ＠mihon.example", "a@mihon.example "}, "a@mihon.example"},
	{"service_name", []string{"サービス名称", "サービス名", "申請サービス名", "対象サービス名称"}, []string{"見本IoT基盤"}, "見本IoT基盤"},
	{"service_outline", []string{"サービス概要", "サービスの概要"}, []string{"データを集めて保存するサービス。"}, "データを集めて保存するサービス。"},
	{"service_url", []string{"サービスサイト", "サービスURL", "サービスサイト（URL）"}, []string{"https://www.mihon.example/"}, "https://www.mihon.example/"},
	{"service_class", []string{"サービス区分（IaaS／PaaS）", "サービス区分", "サービス種別"}, []string{"IaaS・PaaS", "☑IaaS　☑PaaS", "IaaS、PaaS", "ＩａａＳ／ＰａａＳ", "IaaS及びPaaS"}, "IaaS,PaaS"},
	{"pledge", []string{"誓約", "誓約欄"}, []string{"誓約する", "☑誓約する", "誓約します。", "☑ 誓約します", "○", "はい", "誓約いたします"}, "true"},
	{"revoked_past_year", []string{"申請日前1年以内の認定取消しの有無", "過去1年以内の認定取消しの有無", "過去１年以内の認定の取消の有無（運用規程第8条）"}, []string{"無", "なし", "無し", "□有　☑無", "×", "ありません"}, "false"},
	{"pledge_date", []string{"日付", "誓約日", "記入日"}, []string{"2026年4月20日", "令和8年4月20日", "R8/4/20"}, "2026-04-20"},
	{"pledge_signer", []string{"役職・氏名", "署名", "記名"}, []string{"代表取締役　見本 太郎"}, "代表取締役　見本 太郎"},
}

func (g *generator) layA() {
	s := NewSheet("申請書A")
	g.sheetA = s
	s.Put(1, 1, Words("情報開示認定　申請書Ａ"))
	row, layout := 3, g.r.IntN(4)
	g.done([]string{"labels beside values", "empty columns between labels and values", "label and value in one cell", "two fields in a row"}[layout])
	for i, f := range fields {
		label, value := pick(g.r, f.labels), pick(g.r, f.values)
		g.form.Header[f.name] = f.want
		switch layout {
		case 0:
			s.Put(row, 1, Words(label))
			s.Put(row, 2, g.headerBox(f, value))
		case 1:
			s.Put(row, 2, Words(label))
			s.Put(row, 5, g.headerBox(f, value))
			if g.r.IntN(2) == 0 {
				s.Merges = append(s.Merges, [2]Place{spot(row, 5), spot(row, 8)})
			}
		case 2:
			if f.name == "postal_code" && label == "〒" {
				label = "郵便番号"
			}
			if g.r.IntN(2) == 0 {
				s.Put(row, 1, Words(label+pick(g.r, []string{"：", ":", "： "})+value))
			} else {
				s.Put(row, 1, Words(label))
				s.Put(row, 2, g.headerBox(f, value))
			}
		case 3:
			col := 1 + 4*(i%2)
			s.Put(row, col, Words(label))
			s.Put(row, col+1, g.headerBox(f, value))
			if i%2 == 0 {
				continue
			}
		}
		row++
	}
	g.digits()
}

// headerBox is a value of FormA; what looks like a number may have become one.
func (g *generator) headerBox(f field, value string) Box {
	switch {
	case g.textOnly:
	case f.name == "corporate_number" && g.r.IntN(5) == 0:
		return Box{Number: 7999901000001, Format: pick(g.r, []string{"General", "0", "#,##0"})}
	case f.want == "2026-04-20" && g.r.IntN(4) == 0:
		n := 46132.0
		if g.book.Date1904 {
			n -= since1904
		}
		return Box{Number: n, Format: pick(g.r, dayFormats)}
	}
	return Words(value)
}

// digits spreads the corporate number over cells of one digit each, as printed forms have it.
func (g *generator) digits() {
	if g.r.IntN(6) > 0 {
		return
	}
	s := g.sheetA
	row, _ := s.Size()
	row += 2
	for p, b := range s.Cells {
		if b.Text == "法人番号" || b.Text == "法人番号（13桁）" || b.Text == "法人番号\n(13桁)" {
			delete(s.Cells, p)
			delete(s.Cells, spot(p.Row, p.Col+1))
			if p.Col == 2 {
				delete(s.Cells, spot(p.Row, 5))
			}
			s.Put(row, 1, Words("法人番号"))
			for i, d := range "7999901000001" {
				s.Put(row, 2+i, Words(string(d)))
			}
			g.done("one digit to a cell")
			return
		}
	}
}
