using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Inquiries;

/// <summary>What may have been signed around the body: the scheme's own parts first, then theirs in other forms.</summary>
internal static class TextVariants
{
    private const int MostIds = 3;

    private static readonly string[] IdHeaders = ["webhook-id", "svix-id", "X-GitHub-Delivery", "X-Request-Id", "Idempotency-Key"];

    public static List<TextCandidate> Of(SchemeRow row, CapturedHeaders headers, IReadOnlyList<ReceivedTime> times)
    {
        var own = new SignedForm(row.Template.Template);
        var ids = Ids(row, headers);
        var texts = new List<TextCandidate>();
        foreach (var form in (SignedForm[])[own, .. SignedForm.Known.Where(form => form != own)])
        {
            IEnumerable<string> named = form.HasId ? ids : [""];
            IEnumerable<ReceivedTime> timed = form.HasTime ? times : [new("", null)];
            texts.AddRange(from id in named
                           from time in timed
                           select form.Fill(id, time.Text, Causes(time.Cause, form.AgainstOwn(own))));
        }

        return texts;
    }

    /// <summary>The scheme's own form with a time that came from many trials.</summary>
    public static TextCandidate With(SchemeRow row, CapturedHeaders headers, ReceivedTime time) =>
        new SignedForm(row.Template.Template).Fill(Ids(row, headers).FirstOrDefault("") ?? "", time.Text, Causes(time.Cause, null));

    private static List<string> Ids(SchemeRow row, CapturedHeaders headers) =>
        [.. IdHeaders.Prepend(row.IdHeader).SelectMany(headers.All).Distinct(StringComparer.Ordinal).Take(MostIds)];

    private static IReadOnlyList<Cause> Causes(Cause? first, Cause? second) => [.. new[] { first, second }.OfType<Cause>()];
}
