import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { refusalInFull, refusalInWords } from "../page/js/wamp/refusal.js";

describe("a refusal", () => {
  it("has a text in everyday words", () => {
    assert.equal(refusalInWords("wamp.error.not_authorized"), "the secret is wrong");
    assert.equal(refusalInWords("com.example.no_such_user"), "there is no such user");
  });

  it("has a text even if its URI is unknown", () => {
    assert.match(refusalInWords("com.example.some_error"), /no reason/);
  });

  it("keeps the router's text as a detail", () => {
    assert.equal(refusalInFull("a.b", "c"), "a.b (c)");
    assert.equal(refusalInFull("a.b", undefined), "a.b");
  });
});
