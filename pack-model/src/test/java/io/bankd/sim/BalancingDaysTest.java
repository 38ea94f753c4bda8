package io.bankd.sim;

import static io.bankd.pack.PackCondition.FULLY_CHARGED;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.BankPolicy;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** BAL-1 in a bank that is full every day: a pack whose cells are apart gets better. */
class BalancingDaysTest {

  private static void days(BalancingDays bank, int days) {
    for (int day = 0; day < days; day++) {
      bank.day();
    }
  }

  private static BankPolicy withoutRaise(BankPolicy policy) {
    BankPolicy.Voltages own = policy.voltages();
    return policy.withVoltages(
        new BankPolicy.Voltages(own.charge(), own.charge(), own.rest(), own.discharge()));
  }

  @Test
  void threeAmpereHoursBecomeLessEveryDay() {
    BalancingDays bank = new BalancingDays(3000, UnaryOperator.identity());
    double apart = bank.apart();
    for (int day = 1; day <= 3; day++) {
      Duration before = bank.balanced();
      bank.day();
      assertThat(bank.apart()).as("day " + day).isLessThan(apart - 0.35);
      apart = bank.apart();
      assertThat(bank.balanced().minus(before)).isGreaterThan(Duration.ofHours(4));
    }
    assertThat(bank.highestCell()).isLessThan(3530);
    assertThat(bank.reported()).as("tripped").isSubsetOf(FULLY_CHARGED);
    assertThat(bank.said()).filteredOn(text -> text.startsWith("pack 3")).hasSize(1);
  }

  @Test
  void aCellThatWouldStayShortOfBalancingIsChargedOnUntilThePackIsEvenAndThenTheBankFloats() {
    BalancingDays bank = new BalancingDays(1000, UnaryOperator.identity());
    days(bank, 3);
    assertThat(bank.apart()).isLessThan(0.25);
    assertThat(bank.said()).anyMatch(text -> text.contains(" needs no more balancing"));
    assertThat(bank.reasons()).contains("balancing", "float");
    Duration balanced = bank.balanced();
    bank.day();
    assertThat(bank.balanced()).as("even: no more").isEqualTo(balanced);
    assertThat(bank.highestCell()).isLessThan(3530);
  }

  @Test
  void whereTheVoltageMayNotRiseTheSamePackStaysAsItIs() {
    BalancingDays bank = new BalancingDays(1000, BalancingDaysTest::withoutRaise);
    double apart = bank.apart();
    days(bank, 2);
    assertThat(bank.apart()).isGreaterThan(apart - 0.02);
  }
}
