//! A sentence encoder of the BERT family, run by candle.

use std::path::Path;

use candle_core::{DType, Device, Tensor};
use candle_nn::VarBuilder;
use candle_transformers::models::bert::{BertModel, Config};
use tokenizers::{Tokenizer, TruncationParams};

/// Tokens of a text that are read; the weights were fitted with as many.
const TOKENS: usize = 96;

/// Why an encoder cannot be had, or cannot say anything.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EncoderError {
    /// A file of the model cannot be read.
    #[error("cannot read {file}: {source}")]
    Unreadable {
        /// Its name.
        file: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// A file of the model is not what it should be.
    #[error("{file} is not that of a sentence encoder: {why}")]
    Malformed {
        /// Its name.
        file: &'static str,
        /// Why.
        why: String,
    },
    /// The pack that counts what draft and conversation share cannot be had.
    #[error(transparent)]
    Engine(#[from] draftgate::PolicyError),
    /// The model does not fit together, or a text is too much for it.
    #[error("the encoder failed: {0}")]
    Failed(#[from] candle_core::Error),
}

/// A sentence encoder: a BERT whose view of a text is the mean of its tokens', as sentence-transformers has them.
pub struct Encoder {
    model: BertModel,
    tokenizer: Tokenizer,
}

impl Encoder {
    /// Reads `config.json`, `tokenizer.json` and `model.safetensors` of a folder.
    ///
    /// # Errors
    /// When one of them is missing or is not what it should be.
    pub fn load(folder: &Path) -> Result<Encoder, EncoderError> {
        let read = |file| {
            std::fs::read(folder.join(file)).map_err(|source| EncoderError::Unreadable { file, source })
        };
        Encoder::new(&read("config.json")?, &read("tokenizer.json")?, read("model.safetensors")?)
    }

    /// An encoder from the bytes of its three files.
    ///
    /// # Errors
    /// When one of them is not what it should be.
    pub fn new(config: &[u8], tokenizer: &[u8], weights: Vec<u8>) -> Result<Encoder, EncoderError> {
        let malformed = |file, why: String| EncoderError::Malformed { file, why };
        let config: Config =
            serde_json::from_slice(config).map_err(|error| malformed("config.json", error.to_string()))?;
        let mut tokenizer = Tokenizer::from_bytes(tokenizer)
            .map_err(|error| malformed("tokenizer.json", error.to_string()))?;
        let truncation = TruncationParams { max_length: TOKENS, ..TruncationParams::default() };
        tokenizer
            .with_padding(None)
            .with_truncation(Some(truncation))
            .map_err(|error| malformed("tokenizer.json", error.to_string()))?;
        let weights = VarBuilder::from_buffered_safetensors(weights, DType::F32, &Device::Cpu)
            .map_err(|error| malformed("model.safetensors", error.to_string()))?;
        let model = BertModel::load(weights, &config)
            .map_err(|error| malformed("model.safetensors", error.to_string()))?;
        Ok(Encoder { model, tokenizer })
    }

    /// What a text is about: a vector of length 1.
    ///
    /// # Errors
    /// When the model does not fit its tokenizer.
    pub fn embed(&self, text: &str) -> Result<Vec<f32>, EncoderError> {
        let encoded = self.tokenizer.encode_fast(text, true);
        let encoded = encoded
            .map_err(|error| EncoderError::Malformed { file: "tokenizer.json", why: error.to_string() })?;
        let ids = Tensor::new(encoded.get_ids(), &Device::Cpu)?.unsqueeze(0)?;
        let tokens = self.model.forward(&ids, &ids.zeros_like()?, None)?;
        let mean = tokens.mean(1)?.squeeze(0)?;
        let length = mean.sqr()?.sum_all()?.sqrt()?;
        Ok(mean.broadcast_div(&length)?.to_vec1()?)
    }
}
