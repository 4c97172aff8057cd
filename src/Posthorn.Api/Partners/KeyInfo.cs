using System.Text;

namespace Posthorn.Api.Partners;

/// <summary>A key.</summary>
public sealed record KeyInfo
{
    /// <summary>Gets its id, <c>key_…</c>, by which it is revoked. Not the key itself.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what it may do.</summary>
    public required KeyScope Scope { get; init; }

    /// <summary>Gets when it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets the key itself, to be sent as <c>Authorization: Bearer</c>. Shown this once: the server keeps its hash alone.</summary>
    /// <value>The default is null: only the answer that makes a key has it.</value>
    public string? Key { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        _ = builder.Append("Id = ").Append(Id).Append(", Scope = ").Append(Scope).Append(", Key = ***");
        return true;
    }
}
