namespace Posthorn.Receiver.Expecting;

/// <summary>The names of what can be expected beside an ambient session of Suki, whose id is its name.</summary>
public static class Subjects
{
    internal const string TranscriptionPrefix = "transcription:";
    internal const string NotePrefix = "note:";
    internal const string CodingPrefix = "coding:";
    internal const string FormFillingPrefix = "form_filling:";

    /// <summary>A transcription of Sully.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The subject.</returns>
    public static string OfTranscription(string id) => TranscriptionPrefix + id;

    /// <summary>A note of Sully.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The subject.</returns>
    public static string OfNote(string id) => NotePrefix + id;

    /// <summary>A coding of Sully.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The subject.</returns>
    public static string OfCoding(string id) => CodingPrefix + id;

    /// <summary>A form-filling session of Suki.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The subject.</returns>
    public static string OfFormFilling(string id) => FormFillingPrefix + id;
}
