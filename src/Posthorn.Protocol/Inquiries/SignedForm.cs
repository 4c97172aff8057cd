using System.Text;

namespace Posthorn.Protocol.Inquiries;

/// <summary>A template of what is signed: <c>{id}</c>, <c>{ts}</c>, literals and <c>{body}</c>, in any order.</summary>
internal sealed record SignedForm(string Template)
{
    private const string Body = "{body}";

    public static readonly IReadOnlyList<SignedForm> Known =
    [
        new("{ts}.{body}"), new("{ts}:{body}"), new("{ts}{body}"), new("{id}.{ts}.{body}"), new("{body}"), new("v0:{ts}:{body}"),
        new("v1:{ts}:{body}"), new("{ts},{body}"), new("{ts}|{body}"), new("{ts} {body}"), new("{ts}-{body}"), new("{ts}_{body}"), new("{ts}\n{body}"),
        new("{ts}. {body}"), new("{ts}: {body}"), new("{ts}..{body}"), new("{id}:{ts}:{body}"), new("{id}{ts}{body}"), new("{ts}.{id}.{body}"),
        new("{ts}:{id}:{body}"), new("{id}.{body}"), new("{id}:{body}"), new("{id}{body}"), new("{body}.{ts}"), new("{body}:{ts}"), new("{body}{ts}"),
    ];

    public bool HasTime => Template.Contains("{ts}", StringComparison.Ordinal);

    public bool HasId => Template.Contains("{id}", StringComparison.Ordinal);

    private bool BodyIsLast => Template.EndsWith(Body, StringComparison.Ordinal);

    public TextCandidate Fill(string id, string timestamp, IReadOnlyList<Cause> causes)
    {
        var at = Template.IndexOf(Body, StringComparison.Ordinal);
        return new(Fill(Template[..at], id, timestamp), Fill(Template[(at + Body.Length)..], id, timestamp), causes);
    }

    /// <summary>How this form differs from the scheme's own; null where it does not.</summary>
    public Cause? AgainstOwn(SignedForm own)
    {
        if (this == own)
        {
            return null;
        }

        var (code, what) = (HasTime, own.HasTime, HasId, own.HasId) switch
        {
            (false, true, _, _) => ("text_without_timestamp", "The sender signed without the timestamp"),
            (true, false, _, _) => ("text_with_timestamp", "The sender signed a timestamp too, which this scheme does not"),
            (_, _, false, true) => ("text_without_id", "The sender signed without the id of the message"),
            (_, _, true, false) => ("text_with_id", "The sender signed the id of the message too, which this scheme does not"),
            _ => BodyIsLast ? ("text_joiner", "The sender joined the parts by something else") : ("text_order", "The sender signed the parts in another order"),
        };
        return new(code, $"{what}: {Shown(this)} instead of {Shown(own)}.", Shown(this));
    }

    private static string Shown(SignedForm form) => form.Template.Replace("\n", "\\n", StringComparison.Ordinal);

    private static byte[] Fill(string part, string id, string timestamp) => Encoding.UTF8.GetBytes(
        part.Replace("{id}", id, StringComparison.Ordinal).Replace("{ts}", timestamp, StringComparison.Ordinal));
}
