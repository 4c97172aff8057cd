using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Inquiries;

/// <summary>Everything in the headers that may be the signature, with what is odd about how it is written.</summary>
internal static class ReceivedDigests
{
    private const int MostHeaderCharacters = 8192;
    private const int MostDigests = 64;
    private const int LongestTag = 16;

    private static readonly char[] Joints = [',', ' ', ';', '\t', '\r', '\n', '"', '\''];

    public static List<DigestCandidate> Of(SchemeRow row, CapturedHeaders headers)
    {
        var digests = new List<DigestCandidate>();
        var own = headers.All(row.SignatureHeader);
        foreach (var value in own.Where(static value => value.Length <= MostHeaderCharacters))
        {
            AddOwn(digests, row, value, own.Count == 1 ? null : new(
                "header_twice", "The header of the signature came more than once.", "one of the signatures"));
        }

        foreach (var (name, value) in headers.Pairs.Where(pair => !IsOf(row, pair.Key) && pair.Value.Length <= MostHeaderCharacters))
        {
            foreach (var (mac, _) in Pieces(value))
            {
                Add(digests, mac, new("header_other", $"The signature stands in another header, {Shown(name)}.", $"the signature of {Shown(name)}"));
            }
        }

        return digests;
    }

    /// <summary>The pieces of a header that may be a signature cut short, or one whose letters were made small.</summary>
    public static IEnumerable<string> Texts(string value) =>
        from piece in value.Split(Joints, StringSplitOptions.RemoveEmptyEntries)
        let text = WithoutTag(piece)
        where text.Length >= LongestTag
        select text;

    private static void AddOwn(List<DigestCandidate> digests, SchemeRow row, string value, Cause? always)
    {
        AddOfScheme(digests, row, value, always);
        var pieces = Pieces(value).ToList();
        foreach (var (mac, _) in pieces.Where(_ => pieces.Count > 1 && row.Form == SignatureForm.Single))
        {
            Add(digests, mac, always ?? HeaderRepairs.Joined);
        }

        foreach (var (repaired, cause) in HeaderRepairs.Of(value))
        {
            AddOfScheme(digests, row, repaired, cause);
            foreach (var (mac, _) in Pieces(repaired))
            {
                Add(digests, mac, cause);
            }
        }

        foreach (var (mac, spelling) in pieces)
        {
            Add(digests, mac, always ?? Oddness(row, value, spelling));
        }
    }

    private static Cause Oddness(SchemeRow row, string value, string spelling)
    {
        var usual = row.Encoding == DigestEncoding.Hex ? "hex" : "base64";
        return spelling switch
        {
            _ when !spelling.StartsWith(usual, StringComparison.Ordinal) || spelling is "base64url" or "base64 without its padding" => new(
                "digest_encoding", $"The signature is written as {spelling}; this scheme writes {usual}.", $"the signature read as {spelling}"),
            _ when row.Form == SignatureForm.Parts && !value.Contains("t=", StringComparison.Ordinal) => new(
                "header_form", $"The header is not of the form {Form(row)}, although the right signature stands in it.", "the signature alone"),
            _ => new("digest_prefix", $"What stands before the signature is not what this scheme has: {Form(row)}.", "the signature alone"),
        };
    }

    private static string Form(SchemeRow row) => row.Form switch
    {
        SignatureForm.Parts => $"t=…,{row.Prefix}…",
        _ when row.Prefix.Length == 0 => "the signature and nothing else",
        _ => $"{row.Prefix}…",
    };

    /// <summary>What the scheme itself reads in the header.</summary>
    private static void AddOfScheme(List<DigestCandidate> digests, SchemeRow row, string value, Cause? cause)
    {
        Span<byte> room = stackalloc byte[SigningScheme.MaxSignatures * SigningKey.MacBytes];
        var signatures = new ReceivedSignatures(row, room);
        if (!signatures.TryRead(value, out _, out _))
        {
            return;
        }

        for (var index = 0; index < signatures.Count; index++)
        {
            Add(digests, signatures[index].ToArray(), cause);
        }
    }

    private static IEnumerable<(byte[] Mac, string Spelling)> Pieces(string value) =>
        from text in value.Split(Joints, StringSplitOptions.RemoveEmptyEntries)
        let read = DigestSpelling.Read(WithoutTag(text)) ?? DigestSpelling.Read(text)
        where read is not null
        select read.Value;

    // sha256=, v1=, signature=: a word before the first equals sign that is not the padding of base64.
    private static string WithoutTag(string piece) =>
        piece.IndexOf('=', StringComparison.Ordinal) is > 0 and <= LongestTag and var equals && piece[equals..].Trim('=').Length > 0
            ? piece[(equals + 1)..]
            : piece;

    private static void Add(List<DigestCandidate> digests, byte[] mac, Cause? cause)
    {
        if (digests.Count < MostDigests && !digests.Exists(digest => digest.Mac.AsSpan().SequenceEqual(mac)))
        {
            digests.Add(new(mac, cause));
        }
    }

    private static bool IsOf(SchemeRow row, string name) => string.Equals(name, row.SignatureHeader, StringComparison.OrdinalIgnoreCase);

    private static string Shown(string name) => HeaderRepairs.IsName(name) ? name : "one with a strange name";
}
