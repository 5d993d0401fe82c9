//! Whose certificate is taken.

use std::{fs, path::Path, sync::Arc};

use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        verify_server_name,
    },
    crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime, pem::PemObject as _},
    server::ParsedCertificate,
};

use crate::{
    error::TunnelError,
    wish::{Mode, Wish},
};

/// How servers are greeted, and whether one that speaks no TLS is spoken to all the same.
#[derive(Debug, Clone)]
pub struct Trust {
    pub config: Arc<ClientConfig>,
    pub may_be_plain: bool,
}

/// What a wish comes to.
pub fn trust(wish: &Wish) -> Result<Trust, TunnelError> {
    let provider = Arc::new(ring::default_provider());
    let judge = Judge::of(wish, &provider)?;
    let begun = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(judge));
    let config = match &wish.own {
        None => begun.with_no_client_auth(),
        Some((certificate, key)) => begun.with_client_auth_cert(certificates(certificate)?, own_key(key)?)?,
    };
    Ok(Trust { config: Arc::new(config), may_be_plain: wish.mode == Mode::Prefer })
}

/// Judges certificates as the mode asks. Signatures of the greeting are checked in every mode.
#[derive(Debug)]
struct Judge {
    provider: Arc<CryptoProvider>,
    chain: Option<Chain>,
    asks_name: bool,
}

/// Who is trusted.
#[derive(Debug)]
struct Chain {
    verifier: Arc<WebPkiServerVerifier>,
    /// The very certificates that a file names: a server may show one of them itself, as one that signed its own does.
    named: Vec<CertificateDer<'static>>,
}

impl Judge {
    fn of(wish: &Wish, provider: &Arc<CryptoProvider>) -> Result<Self, TunnelError> {
        let chain = match wish.mode {
            Mode::Prefer | Mode::Require => None,
            Mode::VerifyCa | Mode::VerifyFull => Some(Chain::of(wish.roots.as_deref(), provider)?),
        };
        Ok(Self { provider: Arc::clone(provider), chain, asks_name: wish.mode == Mode::VerifyFull })
    }
}

impl Chain {
    fn of(file: Option<&Path>, provider: &Arc<CryptoProvider>) -> Result<Self, TunnelError> {
        let named = file.map(certificates).transpose()?.unwrap_or_default();
        let mut roots = RootCertStore::empty();
        match file {
            Some(path) => {
                for certificate in &named {
                    roots.add(certificate.clone()).map_err(|fault| in_file(path, fault.to_string()))?;
                }
            }
            None => {
                let native = rustls_native_certs::load_native_certs();
                let (taken, _) = roots.add_parsable_certificates(native.certs);
                if taken == 0 {
                    let faults: Vec<String> = native.errors.iter().map(ToString::to_string).collect();
                    return Err(TunnelError::Native(faults.join("; ")));
                }
            }
        }
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider))
            .build()
            .map_err(|fault| TunnelError::Tls(Error::General(fault.to_string())))?;
        Ok(Self { verifier, named })
    }
}

/// What a server shows.
struct Shown<'a> {
    certificate: &'a CertificateDer<'a>,
    others: &'a [CertificateDer<'a>],
    name: &'a ServerName<'a>,
    ocsp: &'a [u8],
    now: UnixTime,
}

impl Judge {
    fn judge(&self, shown: &Shown<'_>) -> Result<(), Error> {
        let Some(chain) = &self.chain else { return Ok(()) };
        if chain.named.iter().any(|named| named == shown.certificate) {
            return match self.asks_name {
                true => verify_server_name(&ParsedCertificate::try_from(shown.certificate)?, shown.name),
                false => Ok(()),
            };
        }
        let Shown { certificate, others, name, ocsp, now } = *shown;
        match chain.verifier.verify_server_cert(certificate, others, name, ocsp, now) {
            Ok(_) => Ok(()),
            // The name is looked at last: all else was found good.
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if !self.asks_name => Ok(()),
            Err(fault) => Err(fault),
        }
    }
}

impl ServerCertVerifier for Judge {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        self.judge(&Shown { certificate, others, name, ocsp, now }).map(|()| ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, TunnelError> {
    let bytes = fs::read(path).map_err(|fault| in_file(path, fault.to_string()))?;
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&bytes).collect();
    let read = read.map_err(|fault| in_file(path, fault.to_string()))?;
    match read.is_empty() {
        true => Err(in_file(path, "there is no certificate in it (PEM)".to_owned())),
        false => Ok(read),
    }
}

fn own_key(path: &Path) -> Result<PrivateKeyDer<'static>, TunnelError> {
    let bytes = fs::read(path).map_err(|fault| in_file(path, fault.to_string()))?;
    PrivateKeyDer::from_pem_slice(&bytes).map_err(|fault| in_file(path, fault.to_string()))
}

fn in_file(path: &Path, fault: String) -> TunnelError {
    TunnelError::File { path: path.to_owned(), fault }
}
