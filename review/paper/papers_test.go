package paper_test

import (
	"strings"
	"testing"

	"shinsa/review/civil"
	"shinsa/review/paper"
)

// certificate is a certificate of the first sample service.
var certificate = paper.Certificate{
	No: "IPT0001-2405", Operator: "見本クラウド株式会社", Service: "見本IoTプラットフォーム", ServiceClass: []string{"IaaS", "PaaS"},
	Certified: civil.MustParse("2024-05-20"), From: civil.MustParse("2024-05-20"), To: civil.MustParse("2026-05-19"),
	Edition: "IaaS・PaaS（IoTクラウドサービス）審査基準【見本】", Issued: civil.MustParse("2024-05-20"),
	Claim: strings.Repeat("eyJhbGciOiJFUzI1NiJ9.", 10), Sample: true,
}

// all is one paper of every kind.
func all(tb testing.TB) map[string]*paper.Document {
	tb.Helper()
	out := map[string]*paper.Document{}
	add := func(d *paper.Document, err error) {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
		out[string(d.Kind)] = d
	}
	p := press(tb)
	add(p.Report(profile, report(tb)))
	add(p.Certificate(profile, certificate))
	add(p.Committee(profile, committee(tb)))
	add(p.Minutes(profile, minutes))
	add(p.Declaration(profile, declaration))
	add(p.Grant(profile, grant))
	add(p.Refusal(profile, refusal))
	add(p.Receipt(profile, receipt))
	add(p.Correction(profile, correction))
	add(p.Inquiry(profile, inquiry))
	add(p.Renewal(profile, renewal))
	add(p.Improvement(profile, improvement))
	add(p.Revocation(profile, revocation))
	add(p.Comparison(profile, comparison))
	return out
}

func committee(tb testing.TB) paper.Committee {
	tb.Helper()
	r := report(tb)
	m := paper.Committee{
		Case: r.Case, Round: 1, Kind: "new", On: civil.MustParse("2024-05-17"), Met: civil.MustParse("2024-05-16"), Place: "見本会館 第2会議室",
		Chair: "委員 一郎", Operator: r.Operator, Service: r.Service, Edition: r.Edition,
		Members: []paper.CommitteeMember{
			{Name: "委員 一郎", Role: "chair", Attendance: "present", Votes: true, Overall: "recommend"},
			{Name: "審査 花子", Role: "member", Attendance: "present", Votes: true, Overall: "conditional"},
			{Name: "回避 三郎", Role: "member", Attendance: "left", Recused: true},
		},
		Quorum: paper.Quorum{Need: 2, Present: 2, Of: 2, Met: true},
		Opinion: paper.Opinion{
			Overall:    "conditional",
			Summary:    "申請に係るサービスの開示は、審査基準の各項目についておおむね適切であり、水準を要する項目も満たされている。ただし、ウイルスチェックの更新間隔については、照会に対する回答を待って最終的に判断することが適当である。",
			Conditions: []string{"更新間隔が1日1回以上であることが、照会に対する回答により確かめられること。"},
		},
		Dissent: "更新間隔の記載がないことは水準を満たさないものとして扱うべきであり、認定不相当とすべきである。",
		Settled: []paper.Settled{
			{Item: "38.5", Title: "ウイルスチェック", Verdict: "query", How: "dissent", Text: "照会の回答を待つ。", Dissent: "不適合とすべきである。"},
			{Item: "4.2", Title: "事業者ホームページ", Verdict: "conforming", How: "agreed", Text: "記載のURLで公開されていることを確認した。"},
		},
		Sample: true,
	}
	for i, it := range r.Items {
		l := paper.MatrixLine{Group: it.Group, ID: it.ID, Title: it.Title, Verdicts: []string{"conforming", it.Verdict, ""}}
		l.Agreed = i%2 == 0 || l.Verdicts[0] == l.Verdicts[1]
		m.Lines = append(m.Lines, l)
	}
	return m
}

var minutes = paper.Minutes{
	On: civil.MustParse("2024-05-17"), Met: civil.MustParse("2024-05-16"), From: "14:00", To: "15:40", Place: "見本会館 第2会議室", Number: "第12回",
	Chair: "委員 一郎",
	Present: []paper.Attendant{
		{Name: "委員 一郎", Role: "chair", Attendance: "present"},
		{Name: "審査 花子", Role: "member", Attendance: "present"},
		{Name: "回避 三郎", Role: "member", Attendance: "left", Note: "議題1について退席（運用規程第7条）"},
	},
	Others: []string{"事務局　見本 次郎"},
	Subjects: []paper.Subject{{
		Title: "見本IoTプラットフォームの認定について", Case: "C2024-0001", Absent: []string{"回避 三郎"},
		Talk:    []string{"事務局から申請の概要及び各委員の意見について説明があった。", "審査 花子委員から、ウイルスチェックの更新間隔について水準の充足を確かめることができない旨の発言があり、質疑の後、照会の回答を待つことで多数の賛成を得た。"},
		Outcome: "条件付認定相当", Dissent: "不適合とすべきである。",
	}},
	Next: "令和6年6月20日14時から同所において開催する。", Sample: true,
}

var declaration = paper.Declaration{
	Case: "C2024-0001", On: civil.MustParse("2024-04-20"), Member: "審査 花子", Operator: "見本クラウド株式会社", Service: "見本IoTプラットフォーム",
	Interests: []paper.Interest{
		{Kind: "post"},
		{Kind: "kin_post"},
		{Kind: "organization"},
		{Kind: "joint_work"},
		{Kind: "competitor"},
		{Kind: "shares", Held: true, Party: "見本ホールディングス株式会社", Detail: "投資信託を通じた間接の保有", Until: civil.MustParse("2023-03-31")},
		{Kind: "other"},
	},
	MayVote: 500_000, MaySpeak: 5_000_000,
	Money: []paper.Income{{Year: "令和5年度", Band: "minor", Yen: 33_000, From: "見本クラウド株式会社", For: "講演料"}, {Year: "令和4年度", Band: "none"}, {Year: "令和3年度", Band: "none"}},
	Matches: []paper.Match{
		{Kind: "post", Mine: "審査 花子", Theirs: "審査 華子", Reason: "別人である。漢字及び生年が異なる。"},
		{Kind: "other", Mine: "共同で講演した。", Theirs: "見本クラウド株式会社", Pinned: true, Held: true},
	},
	Outcome: "clear", Pledge: "私は、認定審査委員会の委員として知り得た申請者の秘密を、運用規程第20条の定めに従って保持し、審査の目的以外に使用せず、正当な理由なく他に漏らしません。この義務は、委員を退いた後も同様とします。",
	PledgeVersion: "art20-2022-04-01", Agreed: true, Sample: true,
}

func envelope(n string) paper.Envelope {
	return paper.Envelope{Number: "見認第2024-" + n + "号", On: civil.MustParse("2024-05-20"), To: paper.Addressee{Organization: "見本クラウド株式会社", Post: "代表取締役社長", Name: "見本 太郎"}, Sample: true}
}

var (
	grant = paper.Grant{
		Envelope: envelope("12"), Case: "C2024-0001", Applied: civil.MustParse("2024-04-15"), Operator: "見本クラウド株式会社", Service: "見本IoTプラットフォーム",
		No: "IPT0001-2405", Decided: civil.MustParse("2024-05-20"), From: civil.MustParse("2024-05-20"), To: civil.MustParse("2026-05-19"),
		RenewFrom: civil.MustParse("2026-03-20"), RenewTo: civil.MustParse("2026-04-19"), Conditions: []string{"更新間隔の記載を改めた申請書Bを、交付の日から30日以内に届け出ること。"},
		PublishedURL: "https://nintei.example/c/IPT0001-2405",
	}
	refusal = paper.Refusal{
		Envelope: envelope("13"), Case: "C2024-0002", Applied: civil.MustParse("2024-04-15"), Operator: "見本クラウド株式会社", Service: "見本IoTプラットフォーム", Decided: civil.MustParse("2024-05-20"),
		Reasons: []paper.Reason{
			{Item: "38.5", Title: "ウイルスチェック", Text: "更新間隔が「随時」とのみ開示されており、審査基準に定める水準（1日1回以上）を満たすことを確かめることができない。照会に対しても期限までに回答がなかった。"},
			{Item: "31.2", Title: "サービス稼働率の目標値", Text: "目標値99.0％は、審査基準に定める水準（99.5％以上）を満たさない。"},
			{Text: "以上により、申請に係るサービスが審査基準に適合していると認めることができない。"},
		},
	}
	receipt = paper.Receipt{
		Envelope: paper.Envelope{Number: "見認第2024-11号", On: civil.MustParse("2024-05-13"), To: paper.Addressee{Post: "委員", Name: "審査 花子"}, Sample: true},
		Case:     "C2024-0001", Service: "見本IoTプラットフォーム", Received: civil.MustParse("2024-05-13"), Purge: true,
		Items: []paper.ReceiptItem{
			{Name: "C2024-0001-m-2f61a0c4.opinion", Kind: "意見書", Size: 1_482_133, Digest: strings.Repeat("9f86d081884c7d65", 4)},
			{Name: "審査報告書.pdf", Kind: "審査報告書", Size: 393_310, Digest: strings.Repeat("2a865b15d2e1559f", 4)},
		},
		Counts: []paper.Count{{Label: "判定", N: 136, Unit: "件"}, {Label: "所見", N: 14, Unit: "件"}, {Label: "照会", N: 8, Unit: "件"}},
	}
	correction = paper.Correction{
		Envelope: envelope("2"), Case: "C2024-0001", Applied: civil.MustParse("2024-04-15"), Service: "見本IoTプラットフォーム", Due: civil.MustParse("2024-05-31"),
		Points: []paper.Point{{Place: "申請書A　法人番号", Text: "検査用数字が一致しません。登記事項証明書の記載と照合のうえ訂正してください。"}, {Place: "資料6", Text: "ファイルが添付されていません。"}},
	}
	inquiry = paper.Inquiry{
		Envelope: envelope("5"), Case: "C2024-0001", Service: "見本IoTプラットフォーム", Due: civil.MustParse("2024-05-31"),
		Questions: []paper.Point{{Place: "審査対象項目38.5　ウイルスチェック", Text: "定義ファイルの更新間隔を、その根拠となる資料とともに示してください。"}, {Place: "審査対象項目4.2", Text: "いずれの時点の数値によるものか回答してください。"}},
	}
	renewal = paper.Renewal{
		Envelope: envelope("40"), No: "IPT0001-2405", Service: "見本IoTプラットフォーム", To: civil.MustParse("2026-05-19"),
		OpenFrom: civil.MustParse("2026-03-20"), OpenTo: civil.MustParse("2026-04-19"),
	}
	improvement = paper.Improvement{
		Envelope: envelope("41"), No: "IPT0001-2405", Service: "見本IoTプラットフォーム", Due: civil.MustParse("2024-07-31"), Published: true,
		Facts:    []string{"稼働率の実績値が3か月連続して目標値を下回り、その理由が公表されていない。"},
		Measures: []string{"実績値が目標値を下回った理由及び再発防止の措置を公表すること。", "措置の結果を書面により報告すること。"},
	}
	revocation = paper.Revocation{
		Envelope: envelope("42"), No: "IPT0001-2405", Service: "見本IoTプラットフォーム", Day: civil.MustParse("2024-09-01"),
		Grounds: []paper.Ground{{Number: 7, Facts: "令和6年5月20日付けの改善の要請に対し、期限までに報告がなく、督促にも応じなかった。"}, {Number: 4, Facts: "サービスの内容の変更について届出がなかった。"}},
	}
)
