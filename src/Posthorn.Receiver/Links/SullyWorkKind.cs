namespace Posthorn.Receiver.Links;

/// <summary>What Sully works on.</summary>
internal enum SullyWorkKind
{
    Transcription = 0,
    Note = 1,
    Coding = 2,
}
