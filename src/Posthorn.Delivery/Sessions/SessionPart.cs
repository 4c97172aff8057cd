namespace Posthorn.Delivery.Sessions;

/// <summary>A document that belongs to a session or to an encounter. The values are stored.</summary>
internal enum SessionPart
{
    /// <summary>The sections of the note.</summary>
    Content = 0,

    /// <summary>Who said what, and when.</summary>
    Transcript = 1,

    /// <summary>Diagnoses, orders, values of a form.</summary>
    StructuredData = 2,

    /// <summary>The whole result, of kinds that have one.</summary>
    Result = 3,

    /// <summary>What is known of patient, provider and visit.</summary>
    Context = 4,
}
