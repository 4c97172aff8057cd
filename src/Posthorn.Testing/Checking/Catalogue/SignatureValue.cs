namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>The value of a signature header in its two parts.</summary>
/// <param name="Head">What stands before the digest: nothing, a version, or a time and a version.</param>
/// <param name="Digest">The digest, in hex or base64.</param>
internal readonly record struct SignatureValue(string Head, string Digest)
{
    private const string Part = "v1=";
    private const string Version = "v1,";

    public static SignatureValue Of(string value)
    {
        var length = value.StartsWith("t=", StringComparison.Ordinal) ? value.IndexOf(Part, StringComparison.Ordinal) + Part.Length
            : value.StartsWith(Version, StringComparison.Ordinal) ? Version.Length
            : 0;
        return new(value[..length], value[length..]);
    }

    public override string ToString() => Head + Digest;
}
