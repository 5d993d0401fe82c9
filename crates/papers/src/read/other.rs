//! Files that are no table, called what they are.

/// What a file is that is no table, or none that is read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// A workbook or document that asks for a password.
    Password,
    /// A web page, whatever it is called.
    WebPage,
    /// A workbook written as XML (Excel 2003).
    XmlWorkbook,
    /// A binary workbook (`.xlsb`).
    BinaryWorkbook,
    /// An OpenDocument workbook (`.ods`).
    OpenDocument,
    /// A text document.
    Document,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// Some archive.
    Archive,
}

impl Other {
    /// The key of what is said of it to people.
    #[must_use]
    pub const fn message_key(self) -> &'static str {
        match self {
            Self::Password => "error-table-password",
            Self::WebPage => "error-table-web-page",
            Self::XmlWorkbook => "error-table-xml-workbook",
            Self::BinaryWorkbook => "error-table-binary-workbook",
            Self::OpenDocument => "error-table-open-document",
            Self::Document => "error-table-document",
            Self::Pdf => "error-table-pdf",
            Self::Picture => "error-table-picture",
            Self::Archive => "error-table-archive",
        }
    }

    /// The word of its message.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::WebPage => "web-page",
            Self::XmlWorkbook => "xml-workbook",
            Self::BinaryWorkbook => "binary-workbook",
            Self::OpenDocument => "open-document",
            Self::Document => "document",
            Self::Pdf => "pdf",
            Self::Picture => "picture",
            Self::Archive => "archive",
        }
    }
}
