//! A server that speaks through TLS alone, with certificates made for it.

use std::{
    fs::{self, Permissions},
    io,
    os::unix::fs::{PermissionsExt as _, chown},
    path::{Path, PathBuf},
};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};

use super::cluster::{Cluster, Wishes, unprivileged_user};
use super::scratch;

/// Who may come in: nobody in the clear; to `template1` by a certificate alone.
const RULES: &str = "hostssl template1 all 127.0.0.1/32 cert\nhostssl all all 127.0.0.1/32 trust\n";

/// A server to which one speaks through TLS. Its certificate is made out to `localhost` and to no number.
#[derive(Debug)]
pub struct SecretCluster {
    cluster: Cluster,
    folder: tempfile::TempDir,
}

impl SecretCluster {
    /// Starts it on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// Those of [`Cluster::start`], and where no certificate could be made.
    pub fn start() -> io::Result<Self> {
        let folder = tempfile::tempdir_in(scratch::folder())?;
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755))?;
        make(folder.path()).map_err(io::Error::other)?;
        if let Some(user) = unprivileged_user()? {
            chown(folder.path().join("server.key"), Some(user.uid), Some(user.gid))?;
        }
        let named = |setting: &str, name: &str| format!("{setting}={}", folder.path().join(name).display());
        let settings = vec![
            "ssl=on".to_owned(),
            named("ssl_cert_file", "server.pem"),
            named("ssl_key_file", "server.key"),
            named("ssl_ca_file", "ca.pem"),
            named("hba_file", "rules"),
        ];
        let cluster = Cluster::begin(&Wishes { settings, ..Wishes::default() })?;
        Ok(Self { cluster, folder })
    }

    /// The address of `database` at `host`, with words behind the question mark.
    pub fn url(&self, database: &str, host: &str, words: &str) -> String {
        let whole = self.cluster.url().rsplit(':').next().unwrap_or_default();
        let port = whole.split('/').next().unwrap_or_default();
        format!("postgres://earnest@{host}:{port}/{database}?{words}")
    }

    /// A file: `ca.pem` and `other.pem` (who is trusted, and somebody else), `server.pem` (its own), `earnest.pem` and
    /// `earnest.key` (of a client).
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn make(folder: &Path) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let issuer = authority(&folder.join("ca.pem"))?;
    authority(&folder.join("other.pem"))?;
    for (name, made_out_to) in [("server", vec!["localhost".to_owned()]), ("earnest", Vec::new())] {
        let key = KeyPair::generate()?;
        let mut wishes = CertificateParams::new(made_out_to)?;
        wishes.distinguished_name.push(DnType::CommonName, name);
        let certificate = wishes.signed_by(&key, &issuer)?;
        fs::write(folder.join(format!("{name}.pem")), certificate.pem())?;
        let key_file = folder.join(format!("{name}.key"));
        fs::write(&key_file, key.serialize_pem())?;
        fs::set_permissions(&key_file, Permissions::from_mode(0o600))?;
    }
    fs::write(folder.join("rules"), RULES)?;
    Ok(())
}

fn authority(file: &Path) -> Result<Issuer<'static, KeyPair>, Box<dyn std::error::Error + Send + Sync>> {
    let key = KeyPair::generate()?;
    let mut wishes = CertificateParams::new(Vec::new())?;
    let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    wishes.distinguished_name.push(DnType::CommonName, name);
    wishes.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    fs::write(file, wishes.self_signed(&key)?.pem())?;
    Ok(Issuer::new(wishes, key))
}
