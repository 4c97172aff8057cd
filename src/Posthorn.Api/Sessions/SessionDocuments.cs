using Posthorn.Api.Json;

namespace Posthorn.Api.Sessions;

/// <summary>What a session has brought. Each is a JSON object, kept byte for byte; what is left out stays as it is.</summary>
public sealed record SessionDocuments
{
    /// <summary>Gets the note: <c>{"summary":[{"title","loinc_code","content"}]}</c>.</summary>
    /// <value>The default is null.</value>
    public RawJson? Content { get; init; }

    /// <summary>Gets who said what: <c>{"final_transcript":[…]}</c>.</summary>
    /// <value>The default is null.</value>
    public RawJson? Transcript { get; init; }

    /// <summary>Gets diagnoses, orders, values of a form: <c>{"structured_data":{…}}</c>.</summary>
    /// <value>The default is null.</value>
    public RawJson? StructuredData { get; init; }

    /// <summary>Gets the whole result of a transcription, a note or a coding, as its vendor's notification has it in <c>payload</c> or <c>result</c>.</summary>
    /// <value>The default is null.</value>
    public RawJson? Result { get; init; }

    /// <summary>Gets what is known of patient, provider and visit.</summary>
    /// <value>The default is null.</value>
    public RawJson? Context { get; init; }
}
