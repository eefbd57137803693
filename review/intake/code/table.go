package code

// group is codes about the same thing that are found from the same: code, severity, clauses.
type group struct {
	about About
	by    By
	rows  string
}

var groups = []group{
	{Workbook, Form, `
		form_a_missing must 4-1(1)
		form_b_missing must 4-1(1)
		form_c_missing must 4-1(1)
		answer_columns_several should 4-1(1)
		drawn_elsewhere info
		example_row info 4-1(1)
		form_altered should 4-1(1)
		form_binary refused 4-1(1)
		form_damaged refused 4-1(1)
		form_encrypted refused 4-1(1)
		form_external_links should
		form_hostile refused 4-1(1)
		form_is_pdf refused 4-1(1)
		form_legacy refused 4-1(1)
		form_macros should
		form_not_application refused 4-1(1)
		form_not_workbook refused 4-1(1)
		form_of_other_edition must 22
		form_other_format refused 4-1(1)
		form_text_in_shapes should
		form_too_large refused 4-1(1)
		item_row_missing should 4-1(1)
		numbers_unknown info 4-1(1)
		note_in_form info 4-1(1)
		row_unknown should 4-1(1)
	`},
	{Application, Files, `
		designated_document_missing must 4-1(3)
		proof_of_existence_missing must 4-1(2)
		typed_without_scan should 4-2
	`},
	{Application, Records, `
		answers_changed_since_last info 12-1
		fee_not_received should 5
		mapping_other_edition must 22
	`},
	{Application, Person, `
		emergency_notice_to_check should 14
	`},
	{Field, Form, `
		choice_unmarked must 4-1(1)
		corporate_number_invalid must 4-1(2)
		date_serial info
		date_unclear should 4-1(1)
		header_missing must 4-1(1) 8 12-1
		kana_unreadable info 4-1(1)
		kind_contradicts should 4-1(1)
		mail_unreadable should 4-1(1)
		mark_declaration_missing must 10-7
		mark_misuse_declared must 10-7
		postal_code_in_address info
		phone_unreadable should 4-1(1)
		pledge_old should 4-1(1)
		pledge_refused must 4-1(1)
		postal_code_unreadable should 4-1(1)
		revocation_declared must 8
		signer_differs should 4-1(1)
		title_in_name info
		typed_entries_differ should 4-2
		withhold_item_unknown must 11-2
	`},
	{Field, Records, `
		application_barred_by_revocation must 8
		application_date_old info 4-1(1)
		certification_number_differs must 12-1
		change_notice_to_check should 13 9-2
		expiry_differs should 12-1
		follows_recognised info 12-1
		renewal_early must 12-1
		renewal_expired must 12-1
		renewal_late must 12-1
		renewal_received_late should 12-1
	`},
	{Mandatory, Form, `
		by_reference_on_mandatory must 4-1(1)
		mandatory_blank must 4-1(1)
		not_applicable_on_mandatory must 4-1(1)
	`},
	{Mandatory, Records, `
		item_asked_anew must 22
	`},
	{Typed, Form, `
		ambiguous_answer should,info 4-1(1)
		approximate_number info 4-1(1)
		choice_other info 4-1(1)
		choice_renamed info 4-1(1)
		read_by_look info 4-1(1)
		unclear_answer should 4-1(1) 10-7
		unit_differs info 4-1(1)
	`},
	{Item, Form, `
		answer_in_remarks should 4-1(1)
		answer_over_rows info 4-1(1)
		answer_over_columns info 4-1(1)
		answered_twice must 4-1(1)
		answers_contradict should 4-1(1)
		below_own_target info 1
		by_reference info 4-1(1)
		cell_comment should 4-1(1)
		cell_error must 4-1(1)
		certificate_expired must 4-1(1)
		corporate_number_mismatch must 4-1(1)
		dates_contradict should 4-1(1)
		date_stale should 4-1(1)
		drawn_mark should 4-1(1) 4-1(3)
		detail_contradicts should 4-1(1)
		detail_missing info 4-1(1)
		formula_cell info 4-1(1)
		hidden_row should 4-1(1)
		hidden_text should 4-1(1)
		length_over must 4-1(1)
		link_differs info 4-1(1)
		merged_answer should 4-1(1)
		name_abbreviated should 4-1(1)
		name_mismatch should 4-1(1)
		number_column_conflict must 4-1(1)
		number_negative should 4-1(1)
		pattern_differs must 4-1(1)
		placeholder_left should 4-1(1)
		service_class_differs should 4-1(1)
		share_over_whole should 4-1(1)
		shares_over_whole should 4-1(1)
		text_beside_answer should 4-1(1)
		struck_text should 4-1(1)
		term_old should 4-1(1)
		title_differs info 4-1(1)
		url_unreadable should 4-1(1)
		url_without_scheme info 4-1(1)
		withhold_requested must 11-2
		withhold_without_reason must 11-2
	`},
	{Item, Records, `
		answer_carried should 22
		changed_with_old_evidence info 12-3
		changed_without_evidence should 12-3
		date_in_future should 4-1(1)
	`},
	{Item, Person, `
		evidence_contradicts must 1
		evidence_missing_for_claim should 4-1(3)
		target_missed_in_month should 1
		weak_answer should 1
	`},
	{Level, Form, `
		level_not_met must 1
		level_unclear should 1
	`},
	{Evidence, Form, `
		evidence_confidentiality_unstated info 20
		evidence_number_missing should 4-1(3)
		evidence_number_twice should 4-1(3)
		evidence_ref_unknown must 4-1(3)
		evidence_row_of_several info 4-1(3)
	`},
	{Evidence, Files, `
		evidence_active_content should 4-1(3)
		evidence_damaged must 4-1(3)
		evidence_duplicate should 4-1(3)
		evidence_empty must 4-1(3)
		evidence_encrypted must 4-1(3)
		evidence_missing_file must 4-1(3)
		evidence_name_decoded info 4-1(3)
		evidence_no_text_layer info 4-1(3)
		evidence_page_out_of_range should 4-1(3)
		evidence_pages_differ info 4-1(3)
		evidence_unlisted_file must 4-1(3)
		evidence_zip_damaged refused 4-1(3)
		evidence_zip_encrypted refused 4-1(3)
		evidence_zip_too_large refused 4-1(3)
		evidence_zip_unsafe refused 4-1(3)
	`},
	{Evidence, Records, `
		evidence_from_previous info 12-3
	`},
}
