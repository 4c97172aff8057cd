using Microsoft.Extensions.Options;
using Posthorn.Delivery.Scheduling;

namespace Posthorn.Receiver.Expecting;

/// <summary>All mistakes of the options in one message, when the host starts.</summary>
internal sealed class ExpectationCheck : IValidateOptions<ExpectationOptions>
{
    public ValidateOptionsResult Validate(string? name, ExpectationOptions options)
    {
        var mistakes = new List<string>();
        if (!RetrySchedule.TryParse(options.Schedule, out _, out var problem))
        {
            mistakes.Add("Expectations: Schedule " + problem);
        }

        if (options.UnknownAttempts < 1)
        {
            mistakes.Add("Expectations: UnknownAttempts must be at least 1.");
        }

        if (!(options.AskAtMostPerSecond > 0))
        {
            mistakes.Add("Expectations: AskAtMostPerSecond must be above 0.");
        }

        if (options.Grace < TimeSpan.Zero)
        {
            mistakes.Add("Expectations: Grace must not be below 0.");
        }

        return mistakes.Count > 0 ? ValidateOptionsResult.Fail(mistakes) : ValidateOptionsResult.Success;
    }
}
