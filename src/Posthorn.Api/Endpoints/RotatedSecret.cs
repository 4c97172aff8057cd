using System.Text;

namespace Posthorn.Api.Endpoints;

/// <summary>A new secret.</summary>
public sealed record RotatedSecret
{
    /// <summary>Gets the secret. Shown this once.</summary>
    public required string Secret { get; init; }

    /// <summary>Gets when the secrets before it stop signing.</summary>
    public required DateTimeOffset OthersExpireAt { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        _ = builder.Append("Secret = ***, OthersExpireAt = ").Append(OthersExpireAt);
        return true;
    }
}
