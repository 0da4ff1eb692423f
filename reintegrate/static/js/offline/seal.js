// Two ways of closing a text, both with what the browser itself provides (WebCrypto).
//
// `shut` uses the key of the list: AES-GCM, made on this device, not extractable, gone at sign-out.
// `seal` uses the public half of a pair whose private half the server keeps: whoever holds the phone
// can add entries but not read those of an earlier session. An entry is sealed under a fresh key
// agreed with that half (ECDH P-256, HKDF, AES-GCM), so no two share anything.

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const text = new TextEncoder();
const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));

export const newListKey = () =>
  crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

/** `bound` is what the text belongs to: moved elsewhere, or with other dates, it does not open. */
export async function shut(key, value, bound) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: text.encode(bound) };
  return { iv, data: await crypto.subtle.encrypt(how, key, text.encode(JSON.stringify(value))) };
}

/** The value; throws where the key or `bound` is not the one it was shut with. */
export async function unshut(key, { iv, data }, bound) {
  const how = { name: "AES-GCM", iv, additionalData: text.encode(bound) };
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, key, data)));
}

export const publicKey = (hex) => crypto.subtle.importKey("raw", bytes(hex), CURVE, false, []);

export const privateKey = (hex) =>
  crypto.subtle.importKey("pkcs8", bytes(hex), CURVE, false, ["deriveBits"]);

async function agreed(own, theirs, use) {
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own, 256);
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const how = {
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(),
    info: text.encode("reintegrate outbox 1"),
  };
  return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, [use]);
}

export async function seal(theirs, value, bound) {
  const once = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const key = await agreed(once.privateKey, theirs, "encrypt");
  const from = await crypto.subtle.exportKey("raw", once.publicKey);
  return { from, ...(await shut(key, value, bound)) };
}

export async function unseal(own, sealed, bound) {
  const from = await crypto.subtle.importKey("raw", sealed.from, CURVE, false, []);
  return unshut(await agreed(own, from, "decrypt"), sealed, bound);
}
