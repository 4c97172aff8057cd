using System.Collections.Frozen;

namespace Posthorn.Protocol.Inquiries;

/// <summary>Every code of a finding, and what to do about it.</summary>
internal static class InquiryAdvice
{
    private const string RawBytes = "Verify the bytes of the request before any framework reads them.";
    private const string ProxyHeaders = "Look at what stands between sender and receiver, and let it pass the header as it is.";
    private const string TellTheSender = "Let the sender follow the scheme, or choose the profile that says what it does.";

    public static FrozenDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["mismatch"] = "See what follows.",
        ["missing"] = "Check that the sender signs, and that nothing on the way drops the header.",
        ["ambiguous"] = "Find out who adds the second one; a receiver must not choose.",
        ["malformed"] = "Compare the header with the form that the scheme has.",
        ["timestamp_out_of_tolerance"] = "See what follows.",
        ["no_secret"] = "Configure the secret that the sender signs with.",
        ["secret_unusable"] = "Copy the secret again, in the form in which the sender gave it out.",
        ["secret_other"] = "Nothing, while a secret is being replaced. Afterwards let the sender use the new one.",
        ["secret_trimmed"] = "Take the white space off the configured secret; a file's last line break is the usual place.",
        ["secret_quoted"] = "Take the quotes off the configured secret; env files keep them in some tools.",
        ["secret_verbatim"] = "Use the text of the secret as the key: do not decode it.",
        ["secret_prefix_stripped"] = "Leave whsec_ out of the configured secret, or let the sender keep it.",
        ["secret_prefix_missing"] = "Configure the secret with whsec_ before it.",
        ["secret_base64_decoded"] = "Decode the secret as base64 and use those bytes, or let the sender use the text.",
        ["secret_hex_decoded"] = "Decode the secret as hex and use those bytes, or let the sender use the text.",
        ["secret_line_end"] = "Let the sender take the white space off its secret.",
        ["text_joiner"] = TellTheSender,
        ["text_order"] = TellTheSender,
        ["text_without_timestamp"] = TellTheSender + " Without a signed time nothing limits a replay.",
        ["text_with_timestamp"] = TellTheSender,
        ["text_without_id"] = TellTheSender,
        ["text_with_id"] = TellTheSender,
        ["timestamp_unit"] = "Let the sender write and sign the unit that the scheme has: suki counts milliseconds, the others seconds.",
        ["timestamp_form"] = "Let the sender write the timestamp in digits only.",
        ["timestamp_altered"] = "Find out who writes the timestamp anew after signing: the sender must write the text that it signed.",
        ["timestamp_other_header"] = "Let the sender put the timestamp where the scheme has it.",
        ["clock_ahead"] = "Compare both clocks with a time server.",
        ["clock_behind"] = "Compare both clocks with a time server. Where the request waited on its way, it must be signed anew when it is sent.",
        ["digest_encoding"] = TellTheSender,
        ["digest_prefix"] = TellTheSender,
        ["digest_capitals"] = "Nothing here. Let the sender write small letters, for receivers that compare texts.",
        ["digest_cut"] = "Look for a column, a variable or a log that is too short for the signature.",
        ["digest_extended"] = "Find out what is added to the header.",
        ["header_form"] = TellTheSender,
        ["header_other"] = "Let the sender put the signature into the header that the scheme has, or the proxy leave its name.",
        ["header_twice"] = "Find out who adds the second one, and let the header come once.",
        ["header_joined"] = "Find out who adds the second one, and let the header come once.",
        ["header_quoted"] = ProxyHeaders,
        ["header_percent_encoded"] = ProxyHeaders,
        ["header_plus_lost"] = ProxyHeaders,
        ["header_folded"] = ProxyHeaders,
        ["header_case_changed"] = ProxyHeaders,
        ["other_scheme"] = "Choose the profile of the scheme that the request carries.",
        ["body_newline_added"] = RawBytes + " Editors and shells add a line break: `curl --data-binary @file` sends a file as it is.",
        ["body_newline_removed"] = RawBytes + " `curl --data @file` takes line breaks off: use --data-binary.",
        ["body_line_breaks"] = RawBytes + " Version control and editors change line breaks in files.",
        ["body_mark"] = RawBytes + " Write files without a byte order mark.",
        ["body_space_added"] = RawBytes,
        ["body_trimmed"] = RawBytes,
        ["body_rewritten"] = RawBytes + " In Express that is express.raw, in Flask request.get_data(), in ASP.NET the request's body.",
        ["body_charset"] = RawBytes + " Sender and receiver both mean UTF-8.",
        ["body_compressed"] = "Decompress first, then verify; or let the proxy do it.",
        ["body_decompressed"] = "Let the receiver have the bytes that came, or the sender sign what it compresses.",
        ["body_chunked"] = "Take the body after the connection's framing is undone.",
        ["body_appended"] = "Read as many bytes as Content-Length says.",
        ["body_form_encoded"] = "Send the document itself, with Content-Type: application/json.",
        ["body_json_in_json"] = "Write the document once: do not serialise a text that is JSON already.",
        ["body_wrapped"] = "Verify the inner text, which is what the sender sent; gateways of functions wrap it.",
        ["body_base64"] = "Decode the body before it is verified, or let the sender sign the bytes that it sends.",
        ["body_stringified"] = "Let the sender serialise first, then sign and send the same bytes.",
        ["body_not_signed"] = "Let the sender sign the bytes that it sends.",
        ["body_empty"] = "Keep the bytes of the body before a parser consumes the stream.",
        ["body_truncated"] = "Capture the whole body; limits of loggers and proxies cut it.",
        ["body_replaced"] = RawBytes,
        ["search_cut_short"] = "Try with a smaller body.",
        ["unexplained"] = "Compare a hash of the secret on both sides, and of the body where it is sent and where it arrives.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Null where there is nothing to do.</summary>
    public static string? For(string code) => All.GetValueOrDefault(code);
}
