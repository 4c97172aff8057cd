namespace Posthorn.Receiver.Sources;

/// <summary>The status codes of a source, complete.</summary>
internal sealed record AnswerCodes(int Accepted, int MissingSignature, int BadSignature, int BadBody, int Conflict)
{
    /// <summary>What each vendor documents; where it documents nothing, what its neighbours do.</summary>
    private static AnswerCodes OfProfile(string profile) => profile switch
    {
        "sully" => new(200, MissingSignature: 400, BadSignature: 403, BadBody: 400, Conflict: 422),
        _ => new(200, MissingSignature: 401, BadSignature: 401, BadBody: 400, Conflict: 422),
    };

    public static AnswerCodes Of(string profile, SourceAnswers wanted)
    {
        var usual = OfProfile(profile);
        return new(
            wanted.Accepted ?? usual.Accepted,
            wanted.MissingSignature ?? usual.MissingSignature,
            wanted.BadSignature ?? usual.BadSignature,
            wanted.BadBody ?? usual.BadBody,
            wanted.Conflict ?? usual.Conflict);
    }
}
