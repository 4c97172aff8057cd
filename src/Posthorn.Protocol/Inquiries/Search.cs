using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Inquiries;

/// <summary>
/// Looks for what the signature that came is the signature of: with nothing changed, then one thing, then two of secret, text and body. How the
/// signature itself is written may be odd besides.
/// </summary>
internal sealed class Search
{
    private const int MostChanges = 2;

    private readonly SchemeRow _row;
    private readonly CapturedHeaders _headers;
    private readonly IReadOnlyList<KeyCandidate> _keys;
    private readonly IReadOnlyList<ReceivedTime> _times;
    private readonly IReadOnlyList<TextCandidate> _texts;
    private readonly IReadOnlyList<BodyCandidate> _bodies;
    private readonly Trials _trials;

    public Search(SigningScheme scheme, CapturedHeaders headers, ReadOnlyMemory<byte> body, IReadOnlyList<string> secrets)
    {
        _row = scheme.Row;
        _headers = headers;
        _keys = KeyReadings.Of(scheme, secrets);
        _times = TimestampVariants.Of(_row, headers);
        _texts = TextVariants.Of(_row, headers, _times);
        _bodies = [.. BodyVariants.Of(body, headers)];
        _trials = new(ReceivedDigests.Of(_row, headers));
    }

    public bool IsCutShort => _trials.AreCutShort;

    /// <summary>The simplest explanations; none where nothing fits.</summary>
    public IReadOnlyList<Match> Run()
    {
        if (AsTheyAre() is [_, ..] unchanged)
        {
            return unchanged;
        }

        if (With(1) is [_, ..] one)
        {
            return one;
        }

        // Cheap before dear: a time is looked for among thousands.
        var last = CutDigests.Find(_row, _headers, UsualKeys(), UsualText(), _bodies[0]) ?? All(MostChanges).FirstOrDefault() ?? AtAnotherTime();
        return last is null ? [] : [last];
    }

    private Match[] AsTheyAre() => [.. All(0).Take(1)];

    /// <summary>One explanation of each kind: a body without its line break may be rewritten JSON too.</summary>
    private List<Match> With(int changes)
    {
        var found = new List<Match>();
        foreach (var match in All(changes))
        {
            if (!found.Exists(other => other.Kind == match.Kind))
            {
                found.Add(match);
            }
        }

        return found;
    }

    private IEnumerable<Match> All(int changes) =>
        from key in _keys
        where key.Causes.Count <= changes
        from text in _texts
        where key.Causes.Count + text.Causes.Count <= changes
        from body in _bodies
        where key.Causes.Count + text.Causes.Count + body.Causes.Count == changes
        let match = _trials.Try(key, text, body)
        where match is not null
        select match;

    private Match? AtAnotherTime() =>
        (from key in UsualKeys()
         from time in _row.Unit == TimestampUnit.None ? [] : TimestampVariants.Far(_times is [var first, ..] ? first.Text : "")
         let match = _trials.Try(key, TextVariants.With(_row, _headers, time), _bodies[0])
         where match is not null
         select match).FirstOrDefault();

    private IEnumerable<KeyCandidate> UsualKeys() => _keys.Where(static key => key.Causes.Count == 0);

    private TextCandidate? UsualText() => _texts.FirstOrDefault(static text => text.Causes.Count == 0);
}
