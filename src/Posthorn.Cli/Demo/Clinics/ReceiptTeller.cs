using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Demo.Clinics;

/// <summary>Tells what the clinics get, each request or each fiftieth.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class ReceiptTeller(Narrator narrator)
{
    private const int Few = 50;

    private int _count;

    /// <summary>Whether there are so many that each would be too much.</summary>
    public bool ManyAtOnce { get; set; }

    public void Tell(Receipt receipt)
    {
        var count = Interlocked.Increment(ref _count);
        if (!ManyAtOnce)
        {
            narrator.Say(receipt.Clinic, Text(receipt), receipt.Status == 200 ? Tone.Good : Tone.Waiting);
        }
        else if (count % Few == 0)
        {
            narrator.Say("clinics", $"{count} requests so far, each verified by the receiver's own code", Tone.Faint);
        }
    }

    private static string Text(Receipt receipt)
    {
        var signature = receipt.Signatures switch
        {
            0 => "the signature is NOT good",
            1 => "signature verified",
            var several => $"{several} signatures verified, one of each secret",
        };

        return $"got {receipt.Key}: {signature}, answers {receipt.Status}";
    }
}
