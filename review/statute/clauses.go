package statute

var current = Rules{
	title: Text{
		"IaaS・PaaS（IoT クラウドサービス）の安全・信頼性に係る情報開示認定制度 運用規程",
		"Operating rules of the disclosure certification scheme for safety and reliability of IaaS/PaaS (IoT cloud services)",
	},
	chapters: []Chapter{
		{1, Text{"総則", "General provisions"}},
		{2, Text{"認定", "Certification"}},
		{3, Text{"認定の取消し等", "Revocation and related measures"}},
		{4, Text{"その他", "Miscellaneous"}},
	},
	clauses: []Clause{
		{
			Number: "1", Chapter: 1, Heading: Text{"目的", "Purpose"},
			Summary: Text{
				"情報が適切に開示され、かつ一定のサービス水準を満たすサービスを認定し、利用者が比較・評価・選択しやすくする。審査ではこの二つ（開示・水準）を項目ごとに見る。",
				"Certifies services that disclose properly and reach a set level, so that users can compare, assess and choose. Every item is therefore examined twice: disclosed, and level met.",
			},
			Codes: []string{"mark_without_verdict", "mark_conforming_not_disclosed", "mark_conforming_below_level", "level_not_met", "level_unclear"},
		},
		{
			Number: "2", Chapter: 1, Heading: Text{"定義", "Definitions"},
			Summary: Text{
				"IaaSはハード基盤とデータセンターの複合機能、PaaSは狭義にはシステム基盤・ネットワーク基盤・開発実行環境、広義にはデータセンターとIaaSも含む。",
				"IaaS is hardware and data centre functions together; PaaS narrowly is system base, network base and development environment, broadly also data centre and IaaS.",
			},
		},
		{
			Number: "3", Chapter: 2, Heading: Text{"認定制度", "The certification scheme"},
			Summary: Text{
				"認定機関は、総務省の指針（平成30年10月）を踏まえて審査基準を定め、適合するサービスを認定する制度を運用する。",
				"The body sets criteria on the basis of the Ministry's guideline (October 2018) and certifies the services that conform to them.",
			},
			Codes: []string{"criteria_invalid"},
		},
		{
			Number: "4", Chapter: 2, Heading: Text{"認定の申請", "Application for certification"},
			Summary: Text{
				"申請者は日本語の書類を提出する。郵便でも電子でもよい。",
				"The applicant submits documents in Japanese, by post or electronically.",
			},
			Parts: []Part{
				{"4-1(1)", Text{"認定機関の様式による申請書", "the application on the body's form"}},
				{"4-1(2)", Text{"登記事項証明書など、申請者の実在を示す公的書類", "official proof of the applicant's existence, such as a registry certificate"}},
				{"4-1(3)", Text{"そのほか認定機関が指定する書類", "other documents the body designates"}},
				{"4-2", Text{"提出は郵便又は電子の方法による", "submission by post or by electronic means"}},
			},
			Codes: []string{
				"mandatory_blank", "header_missing", "corporate_number_invalid", "proof_of_existence_missing", "designated_document_missing",
				"evidence_missing_file", "evidence_unlisted_file", "evidence_name_decoded", "evidence_ref_unknown", "typed_without_scan", "typed_entries_differ",
			},
		},
		{
			Number: "5", Chapter: 2, Heading: Text{"審査手数料の納付", "Payment of the examination fee"},
			Summary: Text{
				"申請には審査手数料の納付が必要で、納めた手数料は返還されない。",
				"An application needs the examination fee; a fee that was paid is not returned.",
			},
			Parts: []Part{{"5-2", Text{"納付した手数料は返還しない", "a fee that was paid is not returned"}}},
			Codes: []string{"fee_not_received"},
		},
		{
			Number: "6", Chapter: 2, Heading: Text{"認定の実施", "Granting certification"},
			Summary: Text{
				"基準に適合すると認めれば、認定機関が認定する。委員会の意見は参考であり、決定は認定機関が行う。",
				"The body certifies what it finds to conform. The committee's opinion is advice; the decision is the body's.",
			},
			Parts: []Part{
				{"6-1", Text{"適合すると認めるときは認定する", "certify when the criteria are met"}},
				{"6-2", Text{"あらかじめ認定審査委員会の意見を聴くことができる", "the committee may be heard beforehand"}},
				{"6-3", Text{"必要なら申請者の事業場の調査を求めることができる", "a survey at the applicant's premises may be asked for"}},
				{"6-4", Text{"結果を通知する。認定しないときは理由も通知する", "notify the result, with reasons when refusing"}},
				{"6-5", Text{"認定証と認定マークを交付する", "hand over the certificate and the mark"}},
			},
			Codes: []string{"refusal_without_reasons", "grant_item_unresolved", "decision_without_committee"},
		},
		{
			Number: "7", Chapter: 2, Heading: Text{"認定審査委員会", "The examination committee"},
			Summary: Text{
				"委員会は、申請者と利害関係のない有識者で構成する。委員は案件ごとに利益相反を申告し、関係があれば内容を見る前に回避する。",
				"The committee consists of experts without interest in the applicant. Members declare interests for each case and stand aside before seeing its content where they have one.",
			},
			Codes: []string{"meeting_recused_present", "meeting_without_quorum"},
		},
		{
			Number: "8", Chapter: 2, Heading: Text{"認定の拒否", "Refusal of certification"},
			Summary: Text{
				"申請日を起算日とする過去1年以内に認定を取り消されたサービスは、認定を拒否する。",
				"A service whose certification was revoked within the year counted back from the application day is refused.",
			},
			Codes: []string{"application_barred_by_revocation", "grant_barred_by_revocation", "revocation_declared"},
		},
		{
			Number: "9", Chapter: 2, Heading: Text{"認定の有効期間", "Period of validity"},
			Summary: Text{
				"認定は2年間有効。ただし、事業の譲渡、合併、分割、相続があれば失効する。",
				"Certification is valid for two years, and lapses on transfer of the business, merger, split or inheritance.",
			},
			Parts: []Part{
				{"9-1", Text{"認定を実施した日から2年", "two years from the day of certification"}},
				{"9-2", Text{"事業の譲渡、合併、分割、相続による失効", "lapse by transfer, merger, split or inheritance"}},
			},
			Codes: []string{"lapse_event_unknown", "certification_not_in_force"},
		},
		{
			Number: "10", Chapter: 2, Heading: Text{"認定マークの使用", "Use of the certification mark"},
			Summary: Text{
				"認定サービスについて有効期間中に限り使用できる。区分の明示、リンク、色や形の保持が条件で、更新のときは使い方を自己申告する。",
				"The mark may be used for the certified service within its validity, clearly separated, linked, in its own colours and whole; its use is self-declared at renewal.",
			},
			Parts: []Part{
				{"10-7", Text{"更新の申請のとき、正しく使用してきたかを自己申告する", "self-declaration of correct use at renewal"}},
				{"10-8", Text{"取り消されたときは使用を中止し、認定証を返納する", "stop use and return the certificate on revocation"}},
			},
			Codes: []string{"mark_declaration_missing", "mark_misuse_declared", "certificate_still_needed"},
		},
		{
			Number: "11", Chapter: 2, Heading: Text{"認定サービスの公表", "Publication of certified services"},
			Summary: Text{
				"申請書Ｂの申請内容と、認定日・有効期間を公表する。正当な理由があれば一部の公表を留保できる。満了したものも公表する。",
				"The content of FormB, the date and the validity are published. Part may be withheld on good reason. Expired ones are published too.",
			},
			Parts: []Part{
				{"11-1(1)", Text{"申請書Ｂの「申請内容」欄の記載", "what FormB says in its content column"}},
				{"11-2", Text{"正当な理由があるときの公表の留保", "withholding on good reason"}},
				{"11-3", Text{"有効期間を満了したサービスの公表", "publication of expired services"}},
			},
			Codes: []string{"withhold_requested", "withhold_without_reason", "withhold_item_unknown", "withhold_undecided", "withhold_not_requested", "withhold_decision_without_reason", "withhold_decision_without_approver", "withheld_text_elsewhere"},
		},
		{
			Number: "12", Chapter: 2, Heading: Text{"認定の更新", "Renewal"},
			Summary: Text{
				"更新の書類は、満了の60日前から30日前までに提出する。更新が決まるまで、効力を継続させることができる。",
				"Renewal papers come between 60 and 30 days before expiry. The effect may continue until the renewal is decided.",
			},
			Parts: []Part{
				{"12-1", Text{"満了の60日前から30日前までに提出", "submission between 60 and 30 days before expiry"}},
				{"12-2", Text{"決定までの効力の継続", "continued effect until the decision"}},
				{"12-3", Text{"新規の申請の規定を準用", "the provisions on applications apply"}},
			},
			Codes: []string{"renewal_early", "renewal_late", "renewal_expired", "certification_number_differs", "followed_certification_unknown", "followed_certification_over", "continuation_refused", "continuation_without_application", "continuation_applied_after_expiry", "continuation_before_application", "answers_changed_since_last", "changed_without_evidence", "evidence_from_previous", "reminder_not_due"},
		},
		{
			Number: "13", Chapter: 2, Heading: Text{"変更又は終了の届出", "Notice of change or end"},
			Summary: Text{
				"記載内容が変わったとき、又はサービスを終了したときは、遅滞なく届け出る。終了の届出には認定証を添える。",
				"Changes and the end of a service are notified without delay; the certificate goes with the notice of an end.",
			},
			Codes: []string{"change_notice_to_check"},
		},
		{
			Number: "14", Chapter: 3, Heading: Text{"緊急事態の通知及び報告", "Notice and report of emergencies"},
			Summary: Text{
				"停止、漏えいなどの緊急事態は速やかに通知し、必要な措置をとって経過を報告する。",
				"Outages, leaks and the like are notified promptly, acted on and reported.",
			},
		},
		{
			Number: "15", Chapter: 3, Heading: Text{"調査", "Inquiry"},
			Summary: Text{
				"認定機関は説明や資料を求め、足りなければ事業場の調査を求めることができる。費用の負担を求めることがある。",
				"The body may ask for explanations and documents, then for a survey on site; costs may be charged.",
			},
		},
		{
			Number: "16", Chapter: 3, Heading: Text{"改善の要請", "Request for improvement"},
			Summary: Text{
				"調査の結果により改善を要請し、その内容を公表することができる。",
				"After an inquiry the body may request improvement and publish the request.",
			},
			Codes: []string{"paper_improvement_without_ground", "improvement_due_past"},
		},
		{
			Number: "17", Chapter: 3, Heading: Text{"認定の取消し", "Revocation"},
			Summary: Text{
				"九つの事由のいずれかに当たるとき、認定を取り消すことができる。書面で通知し、公表する。",
				"Certification may be revoked on any of nine grounds; notified in writing and published.",
			},
			Parts: []Part{
				{"17-1(1)", Text{"審査基準に適合しなくなった", "no longer conforms to the criteria"}},
				{"17-1(2)", Text{"不正な手段で認定を受けた", "certification obtained by wrongful means"}},
				{"17-1(3)", Text{"認定マークの使い方の違反", "breach of the conditions of the mark"}},
				{"17-1(4)", Text{"変更・終了の届出を怠った", "notice of change or end neglected"}},
				{"17-1(5)", Text{"緊急事態の通知・報告を怠った", "notice or report of an emergency neglected"}},
				{"17-1(6)", Text{"調査に応じない、又は虚偽の説明や資料", "inquiry not answered, or answered falsely"}},
				{"17-1(7)", Text{"改善の要請に従わない", "request for improvement not followed"}},
				{"17-1(8)", Text{"不法行為、法令違反", "tort or breach of law"}},
				{"17-1(9)", Text{"事業の承継などで、サービスの維持に疑義が生じた", "doubt about the service after succession"}},
			},
			Codes: []string{"paper_revocation_without_ground", "certification_not_in_force"},
		},
		{
			Number: "18", Chapter: 4, Heading: Text{"照会窓口", "Inquiry desk"},
			Summary: Text{
				"認定機関は、利用者と事業者からの照会窓口を置く。",
				"The body keeps a desk for questions from users and operators.",
			},
		},
		{
			Number: "19", Chapter: 4, Heading: Text{"事務の委託", "Outsourcing of office work"},
			Summary: Text{
				"認定の事務を、知見のある第三者に委託できる。委託先は公表する。",
				"Office work may be entrusted to a knowledgeable third party, whose name is published.",
			},
		},
		{
			Number: "20", Chapter: 4, Heading: Text{"秘密保持", "Secrecy"},
			Summary: Text{
				"認定機関、委員、委託先は、知り得た非公知の情報を第三者に開示せず、目的外に使用しない。六つの例外がある。",
				"The body, members and outsourcees neither disclose non-public information nor use it otherwise; there are six exceptions.",
			},
			Parts: []Part{
				{"20-2", Text{"秘密情報に含まれない六つの場合", "six cases that are not secret"}},
				{"20-3", Text{"法律に基づく強制処分、裁判所の命令による開示", "disclosure compelled by law or court"}},
			},
		},
		{
			Number: "21", Chapter: 4, Heading: Text{"免責", "Disclaimer"},
			Summary: Text{
				"認定機関等は、故意又は重過失の場合を除き、制度の運営で生じた損害の責任を負わない。紛争は当事者が解決する。",
				"No liability for damage from running the scheme except for intent or gross negligence; disputes are settled by the parties.",
			},
		},
		{
			Number: "22", Chapter: 4, Heading: Text{"改正", "Amendment"},
			Summary: Text{
				"規程は、委員会の審議を経て改正し、相当の周知期間をおいて施行する。",
				"The rules are amended after deliberation in the committee and come into force after due notice.",
			},
			Parts: []Part{{"22-2", Text{"相当の周知期間をおいて施行する", "in force after due notice"}}},
			Codes: []string{
				"criteria_stage_skipped", "amendment_day_invalid", "amendment_without_notice", "amendment_notice_short", "amendment_before_its_day",
				"edition_choice_without_reason", "edition_not_in_force", "mapping_invalid", "form_of_other_edition", "item_asked_anew", "answer_carried",
				"agenda_item_unknown", "meeting_agenda_twice",
			},
		},
	},
}
