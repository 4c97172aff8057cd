namespace Posthorn.Receiver;

/// <summary>Status codes that a source is answered with. What is <see langword="null"/> is as its vendor documents it.</summary>
public sealed class SourceAnswers
{
    /// <summary>It is stored. From 200 to 299.</summary>
    public int? Accepted { get; set; }

    /// <summary>A header of the signature is missing. From 400 to 499.</summary>
    public int? MissingSignature { get; set; }

    /// <summary>The signature is not valid. From 400 to 499.</summary>
    public int? BadSignature { get; set; }

    /// <summary>The body is not JSON. From 400 to 499.</summary>
    public int? BadBody { get; set; }

    /// <summary>The id was used before for another body. From 400 to 499.</summary>
    public int? Conflict { get; set; }
}
