package evidence

import (
	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
)

// formOf lets the engine draw the fields of a form, visible signatures among them, which it leaves out otherwise; "" where the document has no
// form. No action of the document is done and no field can be filled in: nobody calls what would.
func formOf(p pdfium.Pdfium, doc references.FPDF_DOCUMENT) (references.FPDF_FORMHANDLE, error) {
	kind, err := p.FPDF_GetFormType(&requests.FPDF_GetFormType{Document: doc})
	if err != nil || kind.FormType == enums.FPDF_FORMTYPE_NONE {
		return "", err
	}
	form, err := p.FPDFDOC_InitFormFillEnvironment(&requests.FPDFDOC_InitFormFillEnvironment{Document: doc, FormFillInfo: structs.FPDF_FORMFILLINFO{
		FFI_Invalidate:         func(references.FPDF_PAGE, float64, float64, float64, float64) {},
		FFI_SetCursor:          func(enums.FXCT) {},
		FFI_SetTimer:           func(int, func(int)) int { return 0 },
		FFI_KillTimer:          func(int) {},
		FFI_GetLocalTime:       func() structs.FPDF_SYSTEMTIME { return structs.FPDF_SYSTEMTIME{} },
		FFI_GetPage:            func(references.FPDF_DOCUMENT, int) *references.FPDF_PAGE { return nil },
		FFI_GetRotation:        func(references.FPDF_PAGE) enums.FPDF_PAGE_ROTATION { return enums.FPDF_PAGE_ROTATION_NONE },
		FFI_ExecuteNamedAction: func(string) {},
	}})
	if err != nil {
		return "", err
	}
	return form.FormHandle, nil
}

// paintFields draws the fields of a page over it, as and where the page was drawn.
func paintFields(p pdfium.Pdfium, form references.FPDF_FORMHANDLE, as requests.FPDF_RenderPageBitmap) error {
	if _, err := p.FORM_OnAfterLoadPage(&requests.FORM_OnAfterLoadPage{FormHandle: form, Page: as.Page}); err != nil {
		return err
	}
	_, err := p.FPDF_FFLDraw(&requests.FPDF_FFLDraw{
		FormHandle: form, Bitmap: as.Bitmap, Page: as.Page, SizeX: as.SizeX, SizeY: as.SizeY, Rotate: as.Rotate, Flags: as.Flags,
	})
	// The engine knows the page by its address: the next page that comes to stand there must not meet the fields of this one.
	if _, cerr := p.FORM_OnBeforeClosePage(&requests.FORM_OnBeforeClosePage{FormHandle: form, Page: as.Page}); err == nil {
		err = cerr
	}
	return err
}
