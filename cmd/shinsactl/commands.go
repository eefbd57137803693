package main

import (
	"flag"
)

// commands is the contract, in the order of the work.
var commands = []command{
	{
		name: "init", usage: "--role secretariat|member --name NAME [--profile FILE] [--rehearsal]", run: initDesk,
		flags: func(fs *flag.FlagSet) any {
			f := &initFlags{}
			fs.StringVar(&f.role, "role", "", "")
			fs.StringVar(&f.name, "name", "", "")
			fs.StringVar(&f.profile, "profile", "", "")
			fs.BoolVar(&f.rehearsal, "rehearsal", false, "")
			return f
		},
	},
	{name: "enrol request", usage: "-o DIR", run: enrolRequest, flags: outFlag},
	{name: "enrol approve", usage: "F.enrol -o DIR", args: [2]int{1, 1}, run: enrolApprove, flags: outFlag},
	{name: "enrol accept", usage: "F.card", args: [2]int{1, 1}, run: enrolAccept},
	{name: "enrol revoke", usage: "MEMBER --reason TEXT [--on DATE]", args: [2]int{1, 1}, run: enrolRevoke, flags: revokeFlag},
	{name: "enrol register", usage: "-o DIR", run: enrolRegister, flags: outFlag},
	{name: "identity show", run: identityShow},
	{name: "identity keys", run: identityKeys},
	{name: "identity import", usage: "F.p12 [--password-file F]", args: [2]int{1, 1}, run: identityImport, flags: identityFlag},
	{name: "identity token", usage: "--module FILE --serial S --key ID [--pin-file F]", run: identityToken, flags: tokenFlag},
	{name: "token list", usage: "--module FILE [--serial S] [--pin-file F]", run: tokenList, flags: tokenFlag},
	{name: "members", run: members},
	{name: "criteria list", run: criteriaList},
	{name: "criteria check", usage: "FILE", args: [2]int{1, 1}, run: criteriaCheck},
	{
		name: "criteria import", usage: "F.yaml|F.xlsx|F.csv|F.json [--id ID] [--title TITLE] [--from EDITION] [--columns no=0,title=1,…]", args: [2]int{1, 1},
		run: criteriaImport, flags: importFlag,
	},
	{name: "criteria export", usage: "EDITION -o F.yaml|F.xlsx|F.csv|F.json", args: [2]int{1, 1}, run: criteriaExport, flags: outFlag},
	{name: "criteria form", usage: "EDITION -o F.xlsx", args: [2]int{1, 1}, run: criteriaForm, flags: outFlag},
	{name: "criteria diff", usage: "OLD NEW [-o F.xlsx|F.pdf]", args: [2]int{2, 2}, run: criteriaDiff, flags: outFlag},
	{
		name: "criteria draft", usage: "ID --title TITLE --from EDITION | --first ITEM", args: [2]int{1, 1}, run: criteriaDraft, flags: draftFlag,
	},
	{name: "criteria alter", usage: "EDITION --file F.yaml", args: [2]int{1, 1}, run: criteriaAlter, flags: fileFlags},
	{name: "criteria drop", usage: "EDITION", args: [2]int{1, 1}, run: criteriaDrop},
	{
		name: "criteria advance", usage: "EDITION draft|deliberated|announced|in_force --on DATE [--in-force DATE] [--text TEXT]", args: [2]int{2, 2},
		run: criteriaAdvance, flags: advanceFlag,
	},
	{
		name: "criteria migrate", usage: "CASE EDITION --propose -o MAP.yaml | --map MAP.yaml", args: [2]int{2, 2}, run: criteriaMigrate,
		flags: migrateFlag,
	},
	{
		name: "findings", usage: "[--md]", run: findings,
		flags: func(fs *flag.FlagSet) any { return fs.Bool("md", false, "") },
	},
	{name: "statute list", run: statuteList},
	{name: "statute show", usage: "CLAUSE", args: [2]int{1, 1}, run: statuteShow},
	{name: "statute editions", run: statuteEditions},
	{name: "statute propose", usage: "ID --title TITLE [--text TEXT] [--on DATE]", args: [2]int{1, 1}, run: statutePropose, flags: proposeFlag},
	{
		name: "statute advance", usage: "ID deliberated|announced|in_force --on DATE [--in-force DATE] [--text TEXT]", args: [2]int{2, 2},
		run: statuteAdvance, flags: advanceFlag,
	},
	{name: "agenda", run: agendaList},
	{
		name: "intake", usage: "FORM.xlsx --evidence DIR|ZIP [--received DATE] [--previous CASE] [--revises CASE] [--edition ID --reason TEXT] [--dry-run]", args: [2]int{1, 1}, run: intakeForm,
		flags: func(fs *flag.FlagSet) any {
			f := &intakeFlags{}
			fs.StringVar(&f.evidence, "evidence", "", "")
			fs.StringVar(&f.received, "received", "", "")
			fs.StringVar(&f.previous, "previous", "", "")
			fs.StringVar(&f.revises, "revises", "", "")
			fs.StringVar(&f.edition, "edition", "", "")
			fs.StringVar(&f.reason, "reason", "", "")
			fs.BoolVar(&f.dry, "dry-run", false, "")
			return f
		},
	},
	{
		name: "fee", usage: "CASE --received DATE --amount YEN", args: [2]int{1, 1}, run: fee,
		flags: func(fs *flag.FlagSet) any {
			f := &feeFlags{}
			fs.StringVar(&f.received, "received", "", "")
			fs.Int64Var(&f.amount, "amount", 0, "")
			return f
		},
	},
	{name: "case list", run: caseList},
	{name: "case show", usage: "CASE", args: [2]int{1, 1}, run: caseShow},
	{
		name: "pack", usage: "CASE --to MEMBER[,MEMBER…] [--strict] [--round] [--due DATE] [--pins F.yaml] -o DIR", args: [2]int{1, 1}, run: pack,
		flags: func(fs *flag.FlagSet) any {
			f := &packFlags{}
			fs.Var(&f.to, "to", "")
			fs.BoolVar(&f.strict, "strict", false, "")
			fs.BoolVar(&f.round, "round", false, "")
			fs.StringVar(&f.due, "due", "", "")
			fs.StringVar(&f.pins, "pins", "", "")
			fs.StringVar(&f.out, "o", "", "")
			return f
		},
	},
	{name: "profile show", run: profileShow},
	{name: "profile set", usage: "--file F.yaml", run: profileSet, flags: fileFlags},
	{name: "open", usage: "FILE.dossier", args: [2]int{1, 1}, run: openDossier},
	{
		name: "declare", usage: "CASE --file F.yaml [--late] -o DIR", args: [2]int{1, 1}, run: declare,
		flags: func(fs *flag.FlagSet) any {
			f := &declareFlags{}
			fs.StringVar(&f.file, "file", "", "")
			fs.StringVar(&f.out, "o", "", "")
			fs.BoolVar(&f.late, "late", false, "")
			return f
		},
	},
	{name: "release", usage: "FILE", args: [2]int{1, 1}, run: release},
	{name: "mark", usage: "CASE --file F.yaml|F.csv", args: [2]int{1, 1}, run: mark, flags: fileFlags},
	{name: "form export", usage: "CASE -o F.xlsx|F.txt [--for MEMBER]", args: [2]int{1, 1}, run: formExport, flags: formExportFlags},
	{name: "form import", usage: "CASE F [--preview] [--take form|desk|both]", args: [2]int{2, 2}, run: formImport, flags: formImportFlags},
	{name: "opine", usage: "CASE --file F.yaml", args: [2]int{1, 1}, run: opine, flags: fileFlags},
	{name: "history", usage: "mark|note|draft|phrases|profile|setting [CASE] [--item ITEM] [--name NAME]", args: [2]int{1, 2}, run: history, flags: writtenFlag},
	{name: "undo", usage: "mark|note|draft|phrases|profile|setting [CASE] [--item ITEM] [--name NAME] [--to N]", args: [2]int{1, 2}, run: undo, flags: writtenFlag},
	{name: "submit", usage: "CASE [--again] -o DIR", args: [2]int{1, 1}, run: submit, flags: submitFlag},
	{
		name: "purge", usage: "CASE --receipt F", args: [2]int{1, 1}, run: purge,
		flags: func(fs *flag.FlagSet) any {
			f := &purgeFlags{}
			fs.StringVar(&f.receipt, "receipt", "", "")
			return f
		},
	},
	{name: "merge", usage: "FILE… [-o DIR]", args: [2]int{1, -1}, run: merge, flags: outFlag},
	{name: "correct", usage: "CASE [--only CODE[,CODE…]] [--due DATE] -o DIR", args: [2]int{1, 1}, run: correct, flags: correctFlag},
	{name: "inquire", usage: "CASE [--due DATE] -o DIR", args: [2]int{1, 1}, run: inquire, flags: inquireFlag},
	{name: "convene", usage: "CASE [--file minutes.yaml] -o DIR", args: [2]int{1, 1}, run: convene, flags: fileFlags},
	{name: "decide", usage: "CASE --file F.yaml", args: [2]int{1, 1}, run: decide, flags: fileFlags},
	{
		name: "issue", usage: "CASE…|--all -o DIR", args: [2]int{0, -1}, run: issue,
		flags: func(fs *flag.FlagSet) any {
			f := &issueFlags{}
			fs.BoolVar(&f.all, "all", false, "")
			fs.StringVar(&f.out, "o", "", "")
			return f
		},
	},
	{name: "register list", run: registerList},
	{name: "register show", usage: "NUMBER", args: [2]int{1, 1}, run: registerShow},
	{name: "register revoke", usage: "NUMBER --ground N[,N…] --facts TEXT [--on DATE] -o DIR", args: [2]int{1, 1}, run: registerRevoke, flags: revocationFlag},
	{name: "register lapse", usage: "NUMBER --event transfer|merger|split|inheritance [--on DATE]", args: [2]int{1, 1}, run: registerLapse, flags: lapseFlag},
	{
		name: "register improve", usage: "NUMBER --facts TEXT --text TEXT [--due DATE] [--publish] -o DIR", args: [2]int{1, 1}, run: registerImprove,
		flags: improveFlag,
	},
	{
		name: "register enter", args: [2]int{1, 1}, run: registerEnter, flags: enterFlag,
		usage: "NUMBER --operator NAME --service NAME --from DATE [--to DATE] [--first DATE] [--corporate N] [--class C[,C…]] [--url URL] [--source TEXT] [--scan F]",
	},
	{
		name: "register note", args: [2]int{1, 1}, run: registerNote, flags: noteFlag,
		usage: "NUMBER --topic emergency|survey|report|mark|question --text TEXT [--on DATE] [--due DATE] [--answers N] [--file F]",
	},
	{name: "register due", usage: "[--on DATE]", run: registerDue, flags: returnFlag},
	{name: "register continue", usage: "NUMBER [--on DATE] [--reason TEXT]", args: [2]int{1, 1}, run: registerContinue, flags: endFlag},
	{name: "register return", usage: "NUMBER [--on DATE]", args: [2]int{1, 1}, run: registerReturn, flags: returnFlag},
	{name: "register end", usage: "NUMBER [--on DATE] [--returned] [--noticed DATE] [--notice TEXT] [--file F]", args: [2]int{1, 1}, run: registerEnd, flags: endFlag},
	{name: "register remind", usage: "[NUMBER…] [--on DATE] -o DIR", args: [2]int{0, -1}, run: registerRemind, flags: remindFlag},
	{name: "register publish", usage: "[--on DATE] -o DIR|--preview", run: registerPublish, flags: publishFlag},
	{
		name: "register withhold", usage: "CASE [--grant ITEM[,…]] [--refuse ITEM[,…]] [--reason TEXT --by NAME] [--asked TEXT]", args: [2]int{1, 1}, run: registerWithhold,
		flags: withholdFlag,
	},
	{name: "register snapshot", usage: "-o DIR", run: registerSnapshot, flags: outFlag},
	{name: "records export", usage: "-o DIR", run: recordsExport, flags: outFlag},
	{name: "records import", usage: "FILE… --db sqlite:FILE|postgres://… [--root PEM]", args: [2]int{1, -1}, run: recordsImport, flags: recordsFlag},
	{name: "records status", usage: "--db sqlite:FILE|postgres://…", run: recordsStatus, flags: recordsFlag},
	{
		name: "verify", usage: "FILE… [--root PEM] [--register F.register[,…]] [--authority-root PEM] [--on DATE]", args: [2]int{1, -1}, run: verify,
		flags: verifyFlag,
	},
	{
		name: "timestamp", usage: "FILE… [--authority URL [--authority-root PEM] [--keep PEM|CRL[,…]]] [-o DIR]", args: [2]int{1, -1},
		run: timestamp, flags: timestampFlag,
	},
	{name: "authority show", run: authorityShow},
	{name: "authority set", usage: "URL [--authority-root PEM]", args: [2]int{1, 1}, run: authoritySet, flags: authorityFlag},
	{name: "authority clear", run: authorityClear},
	{name: "bag check", usage: "DIR|ZIP", args: [2]int{1, 1}, run: bagCheck},
	{
		name: "disclose", usage: "CASE --to WHOM --exception 1…6|law|consent --text WHAT [--on DATE]", args: [2]int{1, 1}, run: disclose,
		flags: discloseFlag,
	},
	{name: "disclosures", usage: "[CASE]", args: [2]int{0, 1}, run: disclosures},
	{name: "doctor", run: doctor},
	{name: "backup", usage: "-o FILE|DIR", run: backup, flags: outFlag},
	{name: "restore", usage: "F.backup --desk DIR [--recovery-file F] | --local | --copy NAME", args: [2]int{0, 1}, run: restore, flags: restoreFlag},
	{name: "copies", run: copies},
	{name: "numbers", usage: "[--settle [--last SERIES=N]…]", run: numbers, flags: numbersFlag},
	{name: "passphrase", usage: "--new-passphrase-file F", run: passphraseChange, flags: secretFlag},
	{name: "recover", usage: "--recovery-file F --new-passphrase-file F", run: recoverDesk, flags: secretFlag},
	{name: "recovery new", run: recoveryNew},
	{name: "key remember", run: keyRemember},
	{name: "key forget", run: keyForget},
	{name: "demo", usage: "-o DIR", run: demo, flags: outFlag},
	{name: "rehearse", usage: "-o DIR", run: rehearse, flags: outFlag},
}

type initFlags struct {
	role, name, profile string
	rehearsal           bool
}

type intakeFlags struct {
	evidence, received, previous, revises, edition, reason string
	dry                                                    bool
}

type feeFlags struct {
	received string
	amount   int64
}

type packFlags struct {
	to             words
	strict         bool
	round          bool
	due, pins, out string
}

type purgeFlags struct{ receipt string }

type declareFlags struct {
	file, out string
	late      bool
}

type issueFlags struct {
	all bool
	out string
}

type dbFlags struct{ db, root string }

func recordsFlag(fs *flag.FlagSet) any {
	f := &dbFlags{}
	fs.StringVar(&f.db, "db", "", "")
	fs.StringVar(&f.root, "root", "", "")
	return f
}

// outFlags and their like hold -o.
type outFlags struct{ out string }

func outFlag(fs *flag.FlagSet) any {
	f := &outFlags{}
	fs.StringVar(&f.out, "o", "", "")
	return f
}

// inOut holds --file and -o.
type inOut struct{ file, out string }

func fileFlags(fs *flag.FlagSet) any {
	f := &inOut{}
	fs.StringVar(&f.file, "file", "", "")
	fs.StringVar(&f.out, "o", "", "")
	return f
}
